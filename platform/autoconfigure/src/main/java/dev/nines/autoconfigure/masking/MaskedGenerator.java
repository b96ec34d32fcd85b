package dev.nines.autoconfigure.masking;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Masks each value on its way to another generator, whatever writes it: a key of the event, or a
 * serializer deep inside of an argument.
 */
final class MaskedGenerator extends JsonGeneratorDelegate {
  private final MaskedEvent event;
  private final Walk walk;

  MaskedGenerator(MaskedEvent event, JsonGenerator target) {
    super(target, false);
    this.event = event;
    this.walk = Walk.event(event.mask().rules());
  }

  @Override
  public JsonGenerator writeStartObject() {
    walk.startObject();
    delegate.writeStartObject();
    return this;
  }

  @Override
  public JsonGenerator writeStartObject(Object value) {
    walk.startObject();
    delegate.writeStartObject(value);
    return this;
  }

  @Override
  public JsonGenerator writeStartObject(Object value, int size) {
    walk.startObject();
    delegate.writeStartObject(value, size);
    return this;
  }

  @Override
  public JsonGenerator writeEndObject() {
    walk.endObject();
    delegate.writeEndObject();
    return this;
  }

  @Override
  public JsonGenerator writeName(String name) {
    walk.name(name);
    delegate.writeName(event.mask().text(name));
    return this;
  }

  @Override
  public JsonGenerator writeName(SerializableString name) {
    return writeName(name.getValue());
  }

  @Override
  public JsonGenerator writePropertyId(long id) {
    return writeName(Long.toString(id));
  }

  @Override
  public JsonGenerator writeString(@Nullable String text) {
    Verdict verdict = walk.verdict();
    if (text == null) {
      delegate.writeNull();
    } else if (verdict != null) {
      delegate.writeString(event.hide(verdict, text));
    } else {
      delegate.writeString(event.text(text, walk.at()));
    }
    return this;
  }

  @Override
  public JsonGenerator writeString(char[] text, int offset, int length) {
    return writeString(new String(text, offset, length));
  }

  @Override
  public JsonGenerator writeString(SerializableString text) {
    return writeString(text.getValue());
  }

  @Override
  public JsonGenerator writeString(Reader reader, int length) {
    StringWriter text = new StringWriter();
    try {
      reader.transferTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a value to log", e);
    }
    return writeString(text.toString());
  }

  @Override
  public JsonGenerator writeRawUTF8String(byte[] text, int offset, int length) {
    return writeString(new String(text, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public JsonGenerator writeUTF8String(byte[] text, int offset, int length) {
    return writeString(new String(text, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public JsonGenerator writeRaw(String text) {
    delegate.writeRaw(event.text(text, walk.at()));
    return this;
  }

  @Override
  public JsonGenerator writeRaw(String text, int offset, int length) {
    return writeRaw(text.substring(offset, offset + length));
  }

  @Override
  public JsonGenerator writeRaw(SerializableString text) {
    return writeRaw(text.getValue());
  }

  @Override
  public JsonGenerator writeRaw(char[] text, int offset, int length) {
    return writeRaw(new String(text, offset, length));
  }

  /** JSON that somebody else has written; a secret in it may be anywhere. */
  @Override
  public JsonGenerator writeRawValue(String text) {
    Verdict verdict = walk.verdict();
    if (verdict == null) {
      delegate.writeRawValue(event.text(text, walk.at()));
    } else {
      delegate.writeString(event.hide(verdict, text));
    }
    return this;
  }

  @Override
  public JsonGenerator writeRawValue(String text, int offset, int length) {
    return writeRawValue(text.substring(offset, offset + length));
  }

  @Override
  public JsonGenerator writeRawValue(char[] text, int offset, int length) {
    return writeRawValue(new String(text, offset, length));
  }

  @Override
  public JsonGenerator writeRawValue(SerializableString text) {
    return writeRawValue(text.getValue());
  }

  @Override
  public JsonGenerator writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
    Verdict verdict = walk.verdict();
    if (verdict == null) {
      delegate.writeBinary(variant, data, offset, length);
    } else {
      byte[] value = Arrays.copyOfRange(data, offset, offset + length);
      delegate.writeString(event.hide(verdict, variant.encode(value)));
    }
    return this;
  }

  @Override
  public int writeBinary(Base64Variant variant, InputStream data, int length) {
    try {
      byte[] bytes = data.readAllBytes();
      writeBinary(variant, bytes, 0, bytes.length);
      return bytes.length;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a value to log", e);
    }
  }

  @Override
  public JsonGenerator writeNumber(short number) {
    return number(number) ? this : super.writeNumber(number);
  }

  @Override
  public JsonGenerator writeNumber(int number) {
    return number(number) ? this : super.writeNumber(number);
  }

  @Override
  public JsonGenerator writeNumber(long number) {
    return number(number) ? this : super.writeNumber(number);
  }

  @Override
  public JsonGenerator writeNumber(BigInteger number) {
    return number(number) ? this : super.writeNumber(number);
  }

  @Override
  public JsonGenerator writeNumber(double number) {
    return number(number) ? this : super.writeNumber(number);
  }

  @Override
  public JsonGenerator writeNumber(float number) {
    return number(number) ? this : super.writeNumber(number);
  }

  @Override
  public JsonGenerator writeNumber(BigDecimal number) {
    return number(number) ? this : super.writeNumber(number);
  }

  @Override
  public JsonGenerator writeNumber(String number) {
    return writeNumber(new BigDecimal(number));
  }

  @Override
  public JsonGenerator writeNumber(char[] number, int offset, int length) {
    return writeNumber(new String(number, offset, length));
  }

  /** Whether a text has been written in the number's place. */
  private boolean number(Number number) {
    Verdict verdict = walk.verdict();
    if (verdict != null) {
      delegate.writeString(event.hide(verdict, number.toString()));
      return true;
    }
    // Shorter ones are no card numbers.
    if (number instanceof Integer || number instanceof Short) {
      return false;
    }
    String text = number.toString();
    String masked = event.mask().text(text);
    if (masked.equals(text)) {
      return false;
    }
    delegate.writeString(masked);
    return true;
  }

  @Override
  public JsonGenerator writeBoolean(boolean flag) {
    Verdict verdict = walk.verdict();
    if (verdict == null || verdict.by() != null) {
      super.writeBoolean(flag);
    } else {
      delegate.writeString(event.hide(verdict, Boolean.toString(flag)));
    }
    return this;
  }

  @Override
  public JsonGenerator writeArray(int[] array, int offset, int length) {
    writeStartArray(array, length);
    for (int i = offset; i < offset + length; i++) {
      writeNumber(array[i]);
    }
    return writeEndArray();
  }

  @Override
  public JsonGenerator writeArray(long[] array, int offset, int length) {
    writeStartArray(array, length);
    for (int i = offset; i < offset + length; i++) {
      writeNumber(array[i]);
    }
    return writeEndArray();
  }

  @Override
  public JsonGenerator writeArray(double[] array, int offset, int length) {
    writeStartArray(array, length);
    for (int i = offset; i < offset + length; i++) {
      writeNumber(array[i]);
    }
    return writeEndArray();
  }

  @Override
  public JsonGenerator writeArray(String[] array, int offset, int length) {
    writeStartArray(array, length);
    for (int i = offset; i < offset + length; i++) {
      writeString(array[i]);
    }
    return writeEndArray();
  }
}
