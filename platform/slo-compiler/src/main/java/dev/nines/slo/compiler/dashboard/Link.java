package dev.nines.slo.compiler.dashboard;

import static dev.nines.slo.compiler.dashboard.Json.object;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a click leads. Grafana fills in the variables of the address: the time range shown, the
 * data source chosen, the row clicked on.
 *
 * @param keepsTime whether the time range shown goes along, which an address that has it already
 *     does without
 */
record Link(String title, String url, boolean keepsTime) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Another dashboard, at the same time. */
  static Link dashboard(String title, String uid, String... variables) {
    var url = new StringBuilder("/d/" + uid);
    for (int i = 0; i < variables.length; i += 2) {
      url.append(i == 0 ? "?var-" : "&var-");
      url.append(variables[i]).append("=").append(encoded(variables[i + 1]));
    }
    return new Link(title, url.toString(), true);
  }

  /** Anywhere else. */
  static Link to(String title, String url) {
    return new Link(title, url, false);
  }

  /** The service's log lines in the time shown. */
  static Link logs(String service) {
    return explore(
        "Log lines of " + service,
        Source.LOGS,
        object("refId", "A", "expr", "{service=\"" + service + "\"}"));
  }

  /** The service's failed requests in the time shown, as traces. */
  static Link traces(String service) {
    return explore(
        "Failed traces of " + service,
        Source.TRACES,
        object(
            "refId",
            "A",
            "queryType",
            "traceql",
            "query",
            "{resource.service.name=\"" + service + "\" && status=error}"));
  }

  /** What Alertmanager holds of the service: to see who is told, and to silence. */
  static Link alerts(String service) {
    return to(
        "Alertmanager: alerts of " + service,
        "/alerting/groups?alertmanager="
            + Source.ALERTMANAGER.text()
            + "&queryString="
            + encoded("service=\"" + service + "\""));
  }

  private static Link explore(String title, Source source, Map<String, Object> query) {
    query.put("datasource", source.reference());
    var pane =
        object(
            "datasource", source.uid(),
            "queries", List.of(query),
            "range", object("from", "${__from}", "to", "${__to}"));
    var panes = encoded(MAPPER.writeValueAsString(object("nines", pane)));
    return to(title, "/explore?schemaVersion=1&orgId=1&panes=" + panes);
  }

  /** Percent-encoded but for Grafana's variables, which it looks for as they are. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replaceAll("%24%7B(\\w+)%7D", "\\${$1}");
  }

  /** As a panel or a field has it. */
  Map<String, Object> json() {
    var time = url.contains("?") ? "&${__url_time_range}" : "?${__url_time_range}";
    return object(
        "title", title, "url", keepsTime ? url + time : url, "targetBlank", url.startsWith("http"));
  }

  /** As the head of a dashboard has it. */
  Map<String, Object> headJson() {
    return head("link", title, url, List.of(), keepsTime);
  }

  /** At the head of a dashboard, a list of all that have a tag. */
  static Map<String, Object> tagged(String title, String tag) {
    return head("dashboards", title, "", List.of(tag), true);
  }

  private static Map<String, Object> head(
      String type, String title, String url, List<String> tags, boolean keepsTime) {
    return object(
        "title",
        title,
        "type",
        type,
        "icon",
        "external link",
        "tooltip",
        "",
        "url",
        url,
        "tags",
        tags,
        "asDropdown",
        !tags.isEmpty(),
        "includeVars",
        false,
        "keepTime",
        keepsTime,
        "targetBlank",
        url.startsWith("http"));
  }
}
