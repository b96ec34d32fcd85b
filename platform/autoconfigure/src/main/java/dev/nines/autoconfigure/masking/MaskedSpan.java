package dev.nines.autoconfigure.masking;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A span whose name, attributes, events, links and status are masked. */
final class MaskedSpan extends DelegatingSpanData {
  private final String name;
  private final Attributes attributes;
  private final List<EventData> events;
  private final List<LinkData> links;
  private final StatusData status;

  private MaskedSpan(SpanData span, MaskedAttributes masked) {
    super(span);
    // First what has keys: it is where texts repeat from.
    this.attributes = masked.of(span.getAttributes());
    this.events = span.getEvents().stream().map(event -> event(event, masked)).toList();
    this.links = span.getLinks().stream().map(link -> link(link, masked)).toList();
    this.name = masked.text(span.getName());
    StatusData told = span.getStatus();
    this.status = StatusData.create(told.getStatusCode(), masked.text(told.getDescription()));
  }

  static SpanData of(SpanData span, Mask mask) {
    return new MaskedSpan(span, new MaskedAttributes(mask.event()));
  }

  private static EventData event(EventData event, MaskedAttributes masked) {
    return EventData.create(
        event.getEpochNanos(),
        masked.text(event.getName()),
        masked.of(event.getAttributes()),
        event.getTotalAttributeCount());
  }

  private static LinkData link(LinkData link, MaskedAttributes masked) {
    return LinkData.create(
        link.getSpanContext(), masked.of(link.getAttributes()), link.getTotalAttributeCount());
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public List<LinkData> getLinks() {
    return links;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }
}
