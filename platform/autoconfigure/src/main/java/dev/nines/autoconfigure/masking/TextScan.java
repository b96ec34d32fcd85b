package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.Pairs.Range;
import dev.nines.autoconfigure.masking.PathTree.Cursor;
import dev.nines.autoconfigure.masking.policy.Default;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a text, which stops only at the few characters that may be part of a secret and
 * then looks around them, never further back than a key or an address is long. No regular
 * expressions: the time it takes grows with the text's length and with nothing else.
 */
final class TextScan {
  private static final int MAX_DEPTH = 4;
  private static final int MAX_BROKEN_JSON = 16;

  private static final byte DIGIT = 1;
  private static final byte AT = 2;
  private static final byte PERCENT = 3;
  private static final byte JWT = 4;
  private static final byte SCHEME = 5;
  private static final byte PAIR = 6;
  private static final byte ELEMENT = 7;
  private static final byte QUERY = 8;
  private static final byte DASH = 9;
  private static final byte JSON = 10;
  private static final byte[] KINDS = new byte[128];

  static {
    for (char c = '0'; c <= '9'; c++) {
      KINDS[c] = DIGIT;
    }
    KINDS['@'] = AT;
    KINDS['%'] = PERCENT;
    KINDS['J'] = JWT;
    KINDS['B'] = SCHEME;
    KINDS['b'] = SCHEME;
    KINDS['='] = PAIR;
    KINDS[':'] = PAIR;
    KINDS['>'] = ELEMENT;
    KINDS['?'] = QUERY;
    KINDS['&'] = QUERY;
    KINDS['-'] = DASH;
    KINDS['{'] = JSON;
    KINDS['['] = JSON;
  }

  private final Mask mask;
  private final Rules rules;
  private final String text;
  private final int limit;
  private final Cursor at;
  private final int depth;
  private @Nullable StringBuilder out;

  /** Up to here the text has been copied, or something stands for it. */
  private int copied;

  /** Where the last parameter of a query ended. */
  private int queryEnd = -1;

  /** Letters up to here are known to be no JSON Web Token. */
  private int noJwtUntil;

  private int brokenJson;
  private char @Nullable [] characters;

  /**
   * @param limit what begins from here on is left out
   * @param at the paths that have matched before the text
   * @param depth how many texts with JSON it lies in
   */
  TextScan(Mask mask, String text, int limit, Cursor at, int depth) {
    this.mask = mask;
    this.rules = mask.rules();
    this.text = text;
    this.limit = limit;
    this.at = at;
    this.depth = depth;
  }

  /** The text itself if nothing is to be hidden. */
  String masked() {
    int length = text.length();
    int i = 0;
    while (i < length) {
      char c = text.charAt(i);
      byte kind = c < 128 ? KINDS[c] : 0;
      i = kind == 0 ? i + 1 : next(i, kind);
    }
    if (out == null) {
      return text.length() <= limit ? text : text.substring(0, limit);
    }
    return copied < limit ? out.append(text, copied, limit).toString() : out.toString();
  }

  /** Looks around {@code i}, and says where to go on: behind it. */
  private int next(int i, byte kind) {
    return switch (kind) {
      case DIGIT -> digits(i);
      case AT -> email(i, i + 1);
      case PERCENT -> text.startsWith("%40", i) ? email(i, i + 3) : i + 1;
      case JWT -> jwt(i);
      case SCHEME -> scheme(i);
      case PAIR -> text.startsWith("://", i) ? userInfo(i) : pair(i);
      case ELEMENT -> element(i);
      case QUERY -> parameter(i);
      case DASH -> privateKey(i);
      default -> json(i);
    };
  }

  private int digits(int i) {
    int groupEnd = Cards.groupEnd(text, i);
    int end = rules.has(Default.CARDS) ? Cards.end(text, i, groupEnd) : -1;
    return end < 0 ? groupEnd : hide(new Range(i, end), Verdict.of(Default.CARDS));
  }

  private int email(int i, int domain) {
    int end = Emails.end(text, domain);
    if (end == domain || !rules.has(Default.EMAILS)) {
      return i + 1;
    }
    int start = Emails.start(text, copied, i);
    return start == i ? i + 1 : hide(new Range(start, end), Verdict.of(Default.EMAILS));
  }

  private int jwt(int i) {
    int start = i + 1 - Tokens.JWT_START.length();
    if (start < copied || !rules.has(Default.TOKENS) || !text.startsWith(Tokens.JWT_START, start)) {
      return i + 1;
    }
    if (i < noJwtUntil) {
      return i + 1;
    }
    int end = Tokens.jwtEnd(text, start);
    if (end >= 0) {
      return hide(new Range(start, end), Verdict.of(Default.TOKENS));
    }
    noJwtUntil = Tokens.runEnd(text, start);
    return i + 1;
  }

  private int scheme(int i) {
    int start = Tokens.schemeEnd(text, i);
    if (start < 0 || !rules.has(Default.TOKENS)) {
      return i + 1;
    }
    int end = Tokens.credentialsEnd(text, i, start);
    return end == start ? i + 1 : hide(new Range(start, end), Verdict.of(Default.TOKENS));
  }

  /** {@code scheme://user:password@host}, as connection strings have it. */
  private int userInfo(int i) {
    int start = i + 3;
    int end = start;
    int sign = -1;
    while (end < text.length() && " \t\r\n/?#\"'<>".indexOf(text.charAt(end)) < 0) {
      sign = text.charAt(end) == '@' ? end : sign;
      end++;
    }
    boolean secret = sign > start && rules.has(Default.CREDENTIALS);
    return secret ? hide(new Range(start, sign), Verdict.of(Default.CREDENTIALS)) : start;
  }

  private int pair(int i) {
    Range key = Pairs.key(text, i);
    if (key.isEmpty()) {
      return i + 1;
    }
    Verdict verdict = rules.named(text, key.from(), key.to());
    if (verdict == null) {
      return text.startsWith("chain", key.from()) ? referenceChain(i) : i + 1;
    }
    Range value = value(i, key, verdict);
    boolean visible =
        verdict.by() != null
            && (Pairs.isPort(text, key, i)
                || Pairs.isNoValue(text.substring(value.from(), value.to())));
    return value.isEmpty() || visible ? i + 1 : hide(value, verdict);
  }

  private Range value(int i, Range key, Verdict verdict) {
    if (verdict.by() == Default.COOKIES) {
      return Pairs.cookies(text, i);
    }
    if (isAuthorization(key)) {
      return Pairs.authorization(text, i);
    }
    Range value = Pairs.value(text, i);
    boolean bare = !value.isEmpty() && text.charAt(value.from() - 1) == ' ';
    boolean header = bare && rules.isHeader(text, key.from(), key.to());
    return header && text.charAt(i) == ':' ? Pairs.line(text, i) : value;
  }

  private boolean isAuthorization(Range key) {
    String end = "authorization";
    return key.to() - key.from() >= end.length()
        && text.regionMatches(true, key.to() - end.length(), end, 0, end.length());
  }

  /**
   * Jackson names the field after the value that it could not read: {@code from String "4711": ...
   * (through reference chain: Login["pin"])}.
   */
  private int referenceChain(int i) {
    String before = "from String \"";
    int start = text.lastIndexOf(before, i) + before.length();
    int end = text.lastIndexOf('"', i);
    int close = text.indexOf(')', i);
    int quote = text.lastIndexOf("[\"", close);
    if (start < Math.max(copied, before.length()) || end <= start || quote < i) {
      return i + 1;
    }
    int nameEnd = text.indexOf('"', quote + 2);
    Verdict verdict = nameEnd < 0 ? null : rules.named(text, quote + 2, nameEnd);
    return verdict == null ? i + 1 : hide(new Range(start, end), verdict);
  }

  private int element(int i) {
    Range key = Pairs.key(text, i);
    boolean opens = !key.isEmpty() && key.to() == i && key.from() > 0;
    if (!opens || text.charAt(key.from() - 1) != '<') {
      return i + 1;
    }
    Verdict verdict = rules.named(text, key.from(), key.to());
    Range value = verdict == null ? key : Pairs.element(text, i + 1);
    return verdict == null || value.isEmpty() ? i + 1 : hide(value, verdict);
  }

  /** {@code ?name=value}, and {@code &name=value} behind it. */
  private int parameter(int i) {
    if (text.charAt(i) == '&' && i != queryEnd) {
      return i + 1;
    }
    int nameEnd = Queries.nameEnd(text, i + 1);
    if (nameEnd == i + 1 || nameEnd == text.length() || text.charAt(nameEnd) != '=') {
      queryEnd = nameEnd > i + 1 ? nameEnd : -1;
      return i + 1;
    }
    int end = Queries.valueEnd(text, nameEnd + 1);
    queryEnd = end;
    Verdict verdict = rules.query(text.substring(i + 1, nameEnd));
    Range value = new Range(nameEnd + 1, end);
    return verdict == null || value.isEmpty() ? nameEnd + 1 : hideParameter(value, verdict);
  }

  /** A value is the same whether it stands in a URL or elsewhere, and so must its hash be. */
  private int hideParameter(Range range, Verdict verdict) {
    String value = Queries.decoded(text.substring(range.from(), range.to()));
    return replace(range, mask.hide(verdict, value));
  }

  private int privateKey(int i) {
    if (!text.startsWith("-----BEGIN ", i) || !rules.has(Default.CREDENTIALS)) {
      return i + 1;
    }
    int name = text.indexOf("-----", i + 11);
    if (name < 0 || !text.substring(i, name).endsWith("PRIVATE KEY")) {
      return i + 1;
    }
    int end = text.indexOf("-----END", name);
    Range key = new Range(name + 5, end < 0 ? text.length() : end);
    return hide(key, Verdict.of(Default.CREDENTIALS));
  }

  private int json(int i) {
    if (!rules.readsJson()
        || depth > MAX_DEPTH
        || brokenJson > MAX_BROKEN_JSON
        || !JsonText.mayBegin(text, i)) {
      return i + 1;
    }
    characters = characters == null ? text.toCharArray() : characters;
    JsonText json = new JsonText(mask, characters, i, at, depth);
    boolean whole = json.read(this::replace);
    brokenJson += whole ? 0 : 1;
    return Math.max(json.end(), i + 1);
  }

  private int hide(Range range, Verdict verdict) {
    return replace(range, mask.hide(verdict, text.substring(range.from(), range.to())));
  }

  private int replace(Range range, String by) {
    if (range.from() < limit) {
      StringBuilder result = out == null ? new StringBuilder(text.length()) : out;
      out = result.append(text, copied, range.from()).append(by);
      copied = range.to();
    }
    return range.to();
  }
}
