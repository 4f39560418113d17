package io.roosa.system.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of hostile requests. */
final class HostileInput {

    static final String EXP = "order-exp-api";
    static final String ORDER_ID = "019ab1c2-3d4e-7f60-8a1b-2c3d4e5f6071";

    private static final String CRLF = "\r\n";
    private static final String MARK = Reply.MARK;
    private static final String JSON = "Content-Type: application/json" + CRLF;

    private final List<HostileCase> cases = new ArrayList<>();

    private HostileInput() {
    }

    static List<HostileCase> table() {
        HostileInput input = new HostileInput();
        input.sizes();
        input.shapes();
        input.values();
        input.paths();
        input.headers();
        input.queries();
        input.methods();
        input.mediaTypes();
        input.rawProtocol();
        input.otherApplications();
        input.managementPorts();
        return input.cases;
    }

    private void sizes() {
        String order = order();
        body("64 KiB exactly", order + " ".repeat(65_536 - order.length()), 202);
        body("a byte more than 64 KiB", order + " ".repeat(65_537 - order.length()), 413);
        raw("64 KiB exactly in chunks", chunked(order + " ".repeat(65_536 - order.length())), 202);
        raw("a byte more than 64 KiB in chunks", chunked(order + " ".repeat(65_537 - order.length())), 413);
        raw("10 MiB announced", head("POST", "/orders", JSON + "Content-Length: 10485760" + CRLF), 413);
        raw("10 MiB announced, and leave to send asked for", head("POST", "/orders", JSON + "Expect: 100-continue" + CRLF + "Content-Length: 10485760" + CRLF), 413);
        body("an empty body", "", 400);
        body("nothing but blanks", " ".repeat(1000), 400);
        raw("a header of 9 KiB", get("/orders/" + ORDER_ID + "/status", "X-Long: " + MARK.repeat(1200) + CRLF), 431);
        raw("300 headers", get("/orders/" + ORDER_ID + "/status", ("X-" + MARK + ": " + MARK + CRLF).repeat(300)), 404);
        raw("a request line of 5,000 characters", get("/orders/" + "a".repeat(5_000), ""), 414);
        body("5,000 unknown fields", "{" + numbered(5_000) + "\"z\":1}", 400);
        body("2,000 unknown fields", "{" + numbered(2_000) + "\"z\":1}", 422);
        body("30,000 lines that are none", with("\"items\":[{", "\"items\":[" + "0,".repeat(30_000) + "{"), 400);
        body("4,000 lines that are none", with("\"items\":[{", "\"items\":[" + "0,".repeat(4_000) + "{"), 422);
        body("101 lines", with("\"items\":[{", "\"items\":[" + "{\"sku\":\"a\",\"quantity\":1,\"unitPrice\":1},".repeat(100) + "{"), 422);
    }

    private void shapes() {
        Map.of("an array", "[]", "null", "null", "a text", "\"" + MARK + "\"", "a number", "1", "a truth value", "true", "an empty object", "{}")
                .forEach((name, json) -> body(name + " for an order", json, 422));
        malformed("half an object", "{");
        malformed("two values", order() + order());
        malformed("a trailing comma", with("}", ",}"));
        malformed("trailing text", order() + MARK);
        malformed("a trailing NUL", order() + "\0");
        malformed("single quotes", order().replace('"', '\''));
        malformed("a comment", "/* " + MARK + " */" + order());
        malformed("a name without quotes", "{" + MARK + ":1}");
        malformed("a bare word", MARK);
        malformed("a field twice", with("\"currency\"", "\"note\":\"" + MARK + "\",\"currency\""));
        malformed("a field twice, deep inside", with("\"quantity\":2", "\"quantity\":2,\"quantity\":3"));
        malformed("a field twice by way of an escape", with("\"currency\"", "\"n\\u006fte\":\"" + MARK + "\",\"currency\""));
        malformed("NaN", with("12.5", "NaN"));
        malformed("Infinity", with("12.5", "Infinity"));
        malformed("minus Infinity", with("12.5", "-Infinity"));
        malformed("a leading zero", with("12.5", "012.5"));
        malformed("a leading plus", with("12.5", "+12.5"));
        malformed("a leading point", with("12.5", ".5"));
        malformed("a hexadecimal number", with("12.5", "0x10"));
        malformed("a number of 2,000 digits", with("12.5", "9".repeat(2_000)));
        malformed("51 arrays in each other", "[".repeat(51) + "]".repeat(51));
        malformed("30,000 arrays in each other", "[".repeat(30_000) + "]".repeat(30_000));
        malformed("10,000 objects in each other", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        body("20 arrays in each other for a note", with("\"note\":\"" + MARK + "\"", "\"note\":" + "[".repeat(20) + "]".repeat(20)), 422);
        malformed("a byte order mark", "\u00ef\u00bb\u00bf" + order());
        malformed("UTF-16", utf16(order()));
        malformed("UTF-16 with a byte order mark", "\u00fe\u00ff" + utf16(order()));
        malformed("UTF-32", utf16(order()).replaceAll("(?s)\0(.)", "\0\0\0$1"));
        malformed("a byte that is no UTF-8", with(MARK, "\u00ff"));
        malformed("an overlong NUL", with(MARK, "\u00c0\u0080"));
        malformed("half a character in bytes", with(MARK, "\u00ed\u00a0\u0080"));
        malformed("a cut character", with(MARK, "\u00e2\u0082"));
        malformed("half a character by an escape", with(MARK, "\\ud800"));
        malformed("the other half by an escape", with(MARK, "\\udc00"));
        malformed("the halves the wrong way round", with(MARK, "\\udc00\\ud800"));
        malformed("half a character in a field's name", with("\"note\"", "\"\\ud800\""));
        body("a whole character by two escapes", with(MARK, "\\ud83d\\ude00"), 202);
        malformed("an escape that is none", with(MARK, "\\x41"));
        malformed("a line break inside a text", with(MARK, "a\nb"));
        malformed("a NUL inside a text", with(MARK, "a\0b"));
        body("an escaped NUL", with(MARK, "a\\u0000b"), 202);
    }

    private void values() {
        invalid("a total of the client's own", with("\"currency\"", "\"total\":0.01,\"currency\""));
        invalid("an unknown field", with("\"currency\"", "\"foo\":\"" + MARK + "\",\"currency\""));
        invalid("__proto__", with("\"currency\"", "\"__proto__\":{\"admin\":\"" + MARK + "\"},\"currency\""));
        invalid("a class to be made", with("\"currency\"", "\"@class\":\"javax.script.ScriptEngineManager\",\"currency\"").replace("javax.script.ScriptEngineManager", MARK));
        invalid("a reference", with("\"currency\"", "\"$ref\":\"file:///etc/passwd\",\"currency\"").replace("file:///etc/passwd", MARK));
        invalid("a quantity of 1e999999999", with("\"quantity\":2", "\"quantity\":1e999999999"));
        invalid("a quantity of 26 nines", with("\"quantity\":2", "\"quantity\":" + "9".repeat(26)));
        invalid("a quantity beyond 64 bits", with("\"quantity\":2", "\"quantity\":18446744073709551617"));
        invalid("a quantity of -1", with("\"quantity\":2", "\"quantity\":-1"));
        invalid("a quantity of -0", with("\"quantity\":2", "\"quantity\":-0"));
        invalid("a quantity of 1.5", with("\"quantity\":2", "\"quantity\":1.5"));
        invalid("a quantity in text", with("\"quantity\":2", "\"quantity\":\"2\""));
        invalid("a price of 1e-999999999", with("12.5", "1e-999999999"));
        invalid("a price of 1e400", with("12.5", "1e400"));
        invalid("a price of 1,000 digits", with("12.5", "9".repeat(1_000)));
        invalid("a price of -1", with("12.5", "-1"));
        invalid("a price of five decimals", with("12.5", "1.00001"));
        invalid("a price with a line break", with("\"7.90\"", "\"7.90\\n\""));
        invalid("a price in Arabic digits", with("\"7.90\"", "\"\\u0661\""));
        invalid("a currency with a line break", with("EUR", "EUR\\n"));
        invalid("a currency that does not exist", with("EUR", "ZZZ"));
        invalid("a country that does not exist", with("\"GB\"", "\"XX\""));
        invalid("a way to pay that does not exist", with("\"CARD\"", "\"" + MARK + "\""));
        invalid("null for a customer", with("\"C-1\"", "null"));
        invalid("an object for a token", with("\"tok_1\"", "{\"a\":\"" + MARK + "\"}"));
        invalid("a name of 60,000 characters", with("Ada", "a".repeat(60_000)));
        invalid("a customer of 65 characters", with("\"C-1\"", "\"" + "c".repeat(65) + "\""));
        accepted("a script for a note", with(MARK, "<script>" + MARK + "</script>"));
        accepted("SQL for a customer", with("C-1", "' OR 1=1 --"));
        accepted("a lookup for a customer", with("C-1", "${jndi:ldap://127.0.0.1:1/" + MARK + "}"));
        accepted("an expression for a customer", with("C-1", "${body} ${header.x} " + MARK));
        accepted("a placeholder for a customer", with("C-1", "{{payment-sys-api.url}}" + MARK));
        accepted("a line break for a customer", with("C-1", "\\r\\n2026 ERROR " + MARK));
        accepted("a path for a customer", with("C-1", "../../" + MARK));
        accepted("a format for a customer", with("C-1", "%s%n%x{}"));
    }

    private void paths() {
        for (String path : List.of("/orders/../orders/" + ORDER_ID + "/status", "/orders/%2e%2e/orders/" + ORDER_ID + "/status", "/orders/%2E%2E%2Fsecret/status",
                "/orders/..%2f..%2f..%2fetc%2fpasswd/status", "/orders/%252e%252e/status", "/orders/%0d%0aSet-Cookie:%20a=b/status",
                "/orders/%00/status", "/orders/" + ORDER_ID + "%00/status", "/orders/" + ORDER_ID + "%20/status", "/orders/" + ORDER_ID + "%0a/status",
                "/orders/" + "a".repeat(300) + "/status", "/orders/" + "%41".repeat(300) + "/status", "/orders/" + ORDER_ID.toUpperCase() + "/status",
                "/orders/019ab1c2-3d4e-4f60-8a1b-2c3d4e5f6071/status", "/orders/1/status", "/orders/-1/status", "/orders/null/status", "/orders/*/status",
                "/orders/$%7Bbody%7D/status", "/orders/%7B%7Bpayment-sys-api.url%7D%7D/status", "/orders/{orderId}/status".replace("{", "%7B").replace("}", "%7D"),
                "//orders/" + ORDER_ID + "/status", "/orders//status", "/orders/" + ORDER_ID + "/status/", "/orders/" + ORDER_ID, "/orders/" + ORDER_ID + "/STATUS",
                "/%6frders/" + ORDER_ID + "/status", "/orders;a=b/" + ORDER_ID + "/status", "/orders/" + ORDER_ID + ";a=b/status", "/orders/" + ORDER_ID + "/history/..",
                "/application-dev.properties", "/logback.xml", "/META-INF/MANIFEST.MF", "/contracts/openapi/order-exp-api.json", "/observe/health", "/observe/metrics",
                "/q/dev", "/q/health", "/WEB-INF/web.xml", "/.git/config", "/favicon.ico", "/process/orders/" + ORDER_ID, "/failure-modes")) {
            raw("the path " + (path.length() < 80 ? path : path.substring(0, 77) + "..."), get(path, ""), 404);
        }
        for (String path : List.of("/orders/%zz/status", "/orders/%/status", "/orders/%e/status", "/orders/\\..\\/status", "/orders/<script>/status", "/orders/\u00e4/status",
                "/orders/\"/status", "/orders/|/status", "/orders/{orderId}/status", "orders")) {
            raw("the path " + path + ", which is none", get(path.replace("<script>", "<" + MARK + ">"), ""), 400);
        }
    }

    private void headers() {
        for (String header : List.of("CamelHttpUri: http://127.0.0.1:1/" + MARK, "CamelHttpPath: /" + MARK, "camelhttppath: /" + MARK, "CAMELHTTPMETHOD: DELETE",
                "CamelHttpResponseCode: 500", "cAmElHttpQuery: a=" + MARK, "CamelRestHttpUri: " + MARK, "CamelFileName: ../" + MARK, "CamelInfinispanKey: " + MARK,
                "CamelInfinispanOperation: CLEAR", "CamelRedeliveryCounter: 99", "CamelBeanMethodName: getClass", "CamelCaffeineKey: " + MARK, "org.apache.camel.x: " + MARK,
                "breadcrumbId: " + MARK, "X-HTTP-Method-Override: DELETE", "X-Forwarded-Host: " + MARK, "X-Original-URL: /" + MARK, "Forwarded: host=" + MARK,
                "Origin: http://" + MARK, "Cookie: a=" + MARK, "Authorization: Basic " + MARK, "Authorization: Bearer " + MARK, "Set-Cookie: a=" + MARK,
                "Location: http://" + MARK, "Retry-After: " + MARK, "ETag: " + MARK, "Server: " + MARK, "orderId: " + MARK, "Range: bytes=0-1", "Trailer: X-" + MARK,
                "X-Correlation-ID: " + MARK + " with a blank", "X-Correlation-ID: " + MARK + "<", "X-Correlation-ID: " + MARK.repeat(20),
                "traceparent: " + MARK, "tracestate: a=" + MARK, "User-Agent: ${jndi:ldap://127.0.0.1:1/" + MARK + "}",
                "Upgrade: " + MARK, "Connection: " + MARK, "Keep-Alive: timeout=" + MARK, "If-Match: " + MARK, "Prefer: " + MARK)) {
            raw("the header " + (header.length() < 60 ? header : header.substring(0, 57) + "..."), post(header + CRLF, order()), 202);
        }
        raw("an Idempotency-Key of 256 characters", post("Idempotency-Key: " + "k".repeat(256) + CRLF, order()), 400);
        raw("an Idempotency-Key with a blank", post("Idempotency-Key: " + MARK + " " + MARK + CRLF, order()), 400);
        raw("an Idempotency-Key of nothing", post("Idempotency-Key: " + CRLF, order()), 400);
        raw("an Idempotency-Key beyond ASCII", post("Idempotency-Key: \u00e4" + MARK + CRLF, order()), 400);
        raw("two Idempotency-Keys", post("Idempotency-Key: a" + MARK + CRLF + "Idempotency-Key: b" + MARK + CRLF, order()), 400);
        raw("two correlation ids", post("X-Correlation-ID: " + MARK + CRLF + "X-Correlation-ID: " + MARK + "2" + CRLF, order()), 202);
        raw("something else than 100-continue expected", post("Expect: " + MARK + CRLF, order()), 417);
        raw("another host", post("", order()).replace("Host: roosa", "Host: " + MARK), 202);
        raw("an ETag of 7 KiB", get("/orders/" + ORDER_ID + "/status", "If-None-Match: \"" + "e".repeat(7_000) + "\"" + CRLF), 404);
        raw("any ETag of an order that is none", get("/orders/" + ORDER_ID + "/status", "If-None-Match: *" + CRLF), 404);
        raw("a page wanted", get("/orders/" + ORDER_ID + "/status", "Accept: text/html" + CRLF), 406);
        raw("anything wanted", get("/orders/" + ORDER_ID + "/status", "Accept: text/html, */*;q=0.1" + CRLF), 404);
        raw("a header without a colon", get("/orders/" + ORDER_ID + "/status", MARK + CRLF), 400);
        raw("a header without a name", get("/orders/" + ORDER_ID + "/status", ": " + MARK + CRLF), 400);
        raw("a NUL in a header", get("/orders/" + ORDER_ID + "/status", "X-A: " + MARK + "\0" + CRLF), 400);
        raw("a blank in a header's name", get("/orders/" + ORDER_ID + "/status", "X A: " + MARK + CRLF), 400);
    }

    private void queries() {
        for (String query : List.of("Set-Cookie=a%3D" + MARK, "Location=http://" + MARK, "CamelHttpResponseCode=500", "CamelHttpUri=http://127.0.0.1:1/" + MARK, "X-" + MARK + "=1",
                "X-Correlation-ID=" + MARK, "Idempotency-Key=" + MARK, "Content-Type=text/html", "a=%0d%0aSet-Cookie:%20b=" + MARK, MARK.repeat(100), "orderId=" + MARK,
                "bridgeEndpoint=true&throwExceptionOnFailure=" + MARK)) {
            raw("the query " + (query.length() < 60 ? query : query.substring(0, 57) + "..."), post("", order()).replace("/orders HTTP", "/orders?" + query + " HTTP"), 202);
        }
        raw("a query with a percent sign that encodes nothing", post("", order()).replace("/orders HTTP", "/orders?%zz=" + MARK + " HTTP"), 400);
        raw("an id in the query beside the one in the path", get("/orders/" + ORDER_ID + "/status?orderId=" + MARK, ""), 404);
        raw("a form in a request that only asks", get("/orders/" + ORDER_ID + "/status",
                "Content-Type: application/x-www-form-urlencoded" + CRLF + "Content-Length: 24" + CRLF) + "orderId=" + MARK + "&Set-Cook", 400);
        raw("a body in a request that only asks", get("/orders/" + ORDER_ID + "/status", JSON + "Content-Length: 2" + CRLF) + "{}", 400);
    }

    private void methods() {
        for (String method : List.of("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "post", "X" + MARK.toUpperCase())) {
            raw("the method " + method + " on orders", head(method, "/orders", ""), 405);
        }
        for (String method : List.of("POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE")) {
            raw("the method " + method + " on a status", head(method, "/orders/" + ORDER_ID + "/status", "Content-Length: 0" + CRLF), 405);
        }
        raw("OPTIONS for everything", head("OPTIONS", "*", ""), 400);
        raw("CONNECT", head("CONNECT", MARK + ":443", ""), 400);
        raw("a method of punctuation", head("G@T", "/orders", ""), 400);
    }

    private void mediaTypes() {
        for (String type : List.of("text/plain", "application/xml", "application/problem+json", "application/jsonx", "application/*", "*/*", MARK, "", "application/json, text/plain",
                "application/x-www-form-urlencoded", "multipart/form-data; boundary=" + MARK, "application/json; charset=utf-16", "application/json; charset=" + MARK,
                "application/json; charset=iso-8859-1", "application/x-java-serialized-object", "application/json; a=${body}")) {
            raw("the media type '" + type + "'", withType(type, order()), 415);
        }
        raw("no media type", head("POST", "/orders", "Content-Length: 2" + CRLF) + "{}", 415);
        raw("UTF-8, told in capitals and quotes", withType("APPLICATION/JSON; Charset=\"UTF-8\"", order()), 202);
        raw("two media types", post(JSON, order()), 400);
        raw("a packed body", post("Content-Encoding: gzip" + CRLF, order()), 415);
    }

    private void rawProtocol() {
        String order = order();
        String length = "Content-Length: " + order.length() + CRLF;
        String smuggled = get("/orders/" + ORDER_ID + "/history", "");
        closes("two lengths that differ", head("POST", "/orders", JSON + length + "Content-Length: 5" + CRLF) + order, 400);
        closes("two lengths that are the same", head("POST", "/orders", JSON + length + length) + order, 400);
        closes("two lengths in one header", head("POST", "/orders", JSON + "Content-Length: 5, 5" + CRLF) + order, 400);
        for (String wrong : List.of("-1", "+5", "0x10", "1e3", "5 5", "99999999999999999999", "a" + MARK)) {
            closes("a length of " + wrong, head("POST", "/orders", JSON + "Content-Length: " + wrong + CRLF) + order, 400);
        }
        closes("a length and chunks", head("POST", "/orders", JSON + "Content-Length: 4" + CRLF + "Transfer-Encoding: chunked" + CRLF) + "0\r\n\r\n" + smuggled, 400);
        closes("chunks and a length", head("POST", "/orders", JSON + "Transfer-Encoding: chunked" + CRLF + "Content-Length: 4" + CRLF) + "0\r\n\r\n" + smuggled, 400);
        for (String encoding : List.of("gzip, chunked", "xchunked", "identity", "chunked, identity", "chunked, chunked", "\u000bchunked", "chunked;a=b", "\"chunked\"")) {
            closes("chunks called " + encoding.replace('\u000b', '^'), head("POST", "/orders", JSON + "Transfer-Encoding: " + encoding + CRLF) + "0\r\n\r\n" + smuggled, 400);
        }
        closes("chunks told twice", head("POST", "/orders", JSON + ("Transfer-Encoding: chunked" + CRLF).repeat(2)) + "0\r\n\r\n" + smuggled, 400);
        closes("a blank before the colon", head("POST", "/orders", JSON + "Transfer-Encoding : chunked" + CRLF) + "0\r\n\r\n" + smuggled, 400);
        raw("a folded header", get("/orders/" + ORDER_ID + "/status", "X-A: a" + CRLF + " " + MARK + CRLF), 404);
        closes("a blank before the first header", "GET /orders HTTP/1.1" + CRLF + " Host: roosa" + CRLF + CRLF, 400);
        closes("lines that end with LF alone", get("/orders/" + ORDER_ID + "/status", "").replace("\r\n", "\n"), 400);
        closes("lines that end with CR alone", get("/orders/" + ORDER_ID + "/status", "").replace("\r\n", "\r") + CRLF + CRLF, 400);
        closes("no host", "GET /orders/" + ORDER_ID + "/status HTTP/1.1" + CRLF + CRLF, 400);
        closes("two hosts", get("/orders/" + ORDER_ID + "/status", "Host: " + MARK + CRLF), 400);
        closes("HTTP/1.0", "GET /orders/" + ORDER_ID + "/status HTTP/1.0" + CRLF + CRLF, 404);
        closes("HTTP/1.0 with chunks", chunked(order).replace("HTTP/1.1", "HTTP/1.0"), 400);
        closes("HTTP/0.9", "GET /orders" + CRLF + CRLF, 400);
        closes("HTTP/1.2", get("/orders", "").replace("HTTP/1.1", "HTTP/1.2"), 400);
        closes("HTTP/9.9", get("/orders", "").replace("HTTP/1.1", "HTTP/9.9"), 400);
        closes("no version that is one", get("/orders", "").replace("HTTP/1.1", MARK), 400);
        closes("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
        raw("an upgrade to HTTP/2", get("/orders/" + ORDER_ID + "/status", "Connection: Upgrade, HTTP2-Settings" + CRLF + "Upgrade: h2c" + CRLF
                + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA" + CRLF), 404);
        raw("an upgrade to a web socket", get("/orders/" + ORDER_ID + "/status", "Connection: Upgrade" + CRLF + "Upgrade: websocket" + CRLF
                + "Sec-WebSocket-Version: 13" + CRLF + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==" + CRLF), 404);
        raw("the whole address for a path", get("http://" + MARK + "/orders/" + ORDER_ID + "/status", ""), 404);
        closes("the first bytes of TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "\u0000".repeat(60) + CRLF + CRLF, 400);
        closes("noise", "\u0001\u0002\u0003\u00fe\u00ff".repeat(50) + CRLF + CRLF, 400);
        raw("three requests at once", smuggled.repeat(3), 404, 404, 404);
        raw("an order with a question on its heels", post("", order) + smuggled, 202, 404);
        raw("a refused order with a question on its heels", post("", "{") + smuggled, 400, 404);
        raw("more body than was announced", head("POST", "/orders", JSON + "Content-Length: 2" + CRLF) + "{}" + "\0" + MARK + CRLF + CRLF, 422, 400);
        String chunks = head("POST", "/orders", JSON + "Transfer-Encoding: chunked" + CRLF);
        raw("chunks with extensions", chunks + Integer.toHexString(order.length()) + ";a=" + MARK + CRLF + order + CRLF + "0" + CRLF + CRLF, 202);
        raw("chunks with a trailer", chunks + Integer.toHexString(order.length()) + CRLF + order + CRLF + "0" + CRLF + "X-Trailer: " + MARK + CRLF + CRLF, 202);
        for (String size : List.of("FFFFFFFFFFFFFFFFF", "-1", "0x5", "zz", "", " 5 5")) {
            raw("a chunk of the size '" + size + "'", chunks + size + CRLF + order + CRLF + "0" + CRLF + CRLF);
        }
        raw("a chunk longer than it says", chunks + "2" + CRLF + order + CRLF + "0" + CRLF + CRLF);
        raw("a chunk whose line ends with LF alone", chunks + Integer.toHexString(order.length()) + "\n" + order + "\n0\n\n");
    }

    private void otherApplications() {
        Map<String, String> posts = Map.of("order-proc-api", "/process/orders", "inventory-sys-api", "/inventory/check", "payment-sys-api", "/payment/charge",
                "shipping-sys-api", "/shipping/create");
        Map<String, String> gets = Map.of("order-proc-api", "/process/orders/", "inventory-sys-api", "/inventory/ledger/", "payment-sys-api", "/payment/ledger/",
                "shipping-sys-api", "/shipping/ledger/");
        posts.forEach((application, path) -> {
            String body = "{\"orderId\":\"" + ORDER_ID + "\",\"note\":\"" + MARK + "\"}";
            add(application, "an unknown field", postTo(path, "", body), 422);
            add(application, "half a body", postTo(path, "", "{"), 400);
            add(application, "a field twice", postTo(path, "", "{\"orderId\":1,\"orderId\":\"" + MARK + "\"}"), 400);
            add(application, "half a character", postTo(path, "", "{\"orderId\":\"\\ud800" + MARK + "\"}"), 400);
            add(application, "an id that is none", postTo(path, "", "{\"orderId\":\"../" + MARK + "\"}"), 422);
            add(application, "65 KiB", postTo(path, "", " ".repeat(66_560)), 413);
            add(application, "a form", postTo(path, "", "a=" + MARK).replace("application/json", "application/x-www-form-urlencoded"), 415);
            add(application, "another method", head("DELETE", path, ""), 405);
            add(application, "another path", get(path + "/../../elsewhere", ""), 404);
            add(application, "an id that leads elsewhere", get(gets.get(application) + "%2e%2e%2fsecret", ""), 404);
            add(application, "an id in capitals", get(gets.get(application) + ORDER_ID.toUpperCase() + "?a=" + MARK, ""), 404);
            add(application, "headers for Camel", postTo(path, "CamelHttpResponseCode: 500" + CRLF + "CamelHttpUri: http://" + MARK + CRLF, body), 422);
            closing(application, "a length and chunks", head("POST", path, JSON + "Content-Length: 4" + CRLF + "Transfer-Encoding: chunked" + CRLF) + "0\r\n\r\n", 400);
            closing(application, "two hosts", get(gets.get(application) + ORDER_ID, "Host: " + MARK + CRLF), 400);
        });
        for (String mock : List.of("inventory-sys-api", "payment-sys-api", "shipping-sys-api")) {
            add(mock, "a failure mode that is none", postTo("/failure-modes", "", "{\"mode\":\"" + MARK + "\"}").replaceFirst("POST", "PUT"), 422);
            add(mock, "a share beyond 1", postTo("/failure-modes", "", "{\"failureRate\":1e99}").replaceFirst("POST", "PUT"), 422);
        }
    }

    private void managementPorts() {
        for (String application : List.of(EXP, "order-proc-api", "payment-sys-api", "order-status-store")) {
            String management = "management of " + application;
            add(management, "changing health", head("POST", "/observe/health", "Content-Length: 0" + CRLF), 405);
            add(management, "the console", get("/q/dev?a=" + MARK, ""), 404);
            add(management, "a walk up", get("/observe/health/../../secret", ""), 404);
            add(management, "the properties", get("/observe/env", ""), 404);
            add(management, "files", get("/application-dev.properties", ""), 404);
            closing(management, "two hosts", get("/observe/health", "Host: " + MARK + CRLF), 400);
        }
    }

    private void body(String name, String body, Integer status) {
        raw(name, post("", body), status);
    }

    private void malformed(String name, String body) {
        body(name, body, 400);
    }

    private void invalid(String name, String body) {
        body(name, body, 422);
    }

    private void accepted(String name, String body) {
        body(name, body, 202);
    }

    private void raw(String name, String request, Integer... statuses) {
        add(EXP, name, request, statuses);
    }

    private void closes(String name, String request, Integer status) {
        closing(EXP, name, request, status);
    }

    private void add(String application, String name, String request, Integer... statuses) {
        cases.add(new HostileCase(name, application, request, statuses));
    }

    private void closing(String application, String name, String request, Integer status) {
        cases.add(new HostileCase(name, application, request, status).thenCloses());
    }

    /** An order that is in order; each of its texts that may be anything bears the mark. */
    static String order() {
        return "{\"customerId\":\"C-1\",\"currency\":\"EUR\",\"items\":[{\"sku\":\"TEA\",\"quantity\":2,\"unitPrice\":\"7.90\"},{\"sku\":\"CUP\",\"quantity\":4,\"unitPrice\":12.5}],"
                + "\"payment\":{\"method\":\"CARD\",\"token\":\"tok_1\"},\"shippingAddress\":{\"name\":\"Ada\",\"line1\":\"1 Road\",\"postalCode\":\"SW1\",\"city\":\"London\",\"country\":\"GB\"},"
                + "\"note\":\"" + MARK + "\"}";
    }

    private static String with(String part, String other) {
        String order = order();
        if (!order.contains(part)) {
            throw new IllegalArgumentException(part);
        }
        return order.replace(part, other);
    }

    private static String numbered(int fields) {
        StringBuilder json = new StringBuilder();
        for (int field = 0; field < fields; field++) {
            json.append("\"f").append(field).append("\":1,");
        }
        return json.toString();
    }

    private static String utf16(String text) {
        return Stream.of(text.split("")).map(character -> "\0" + character).reduce("", String::concat);
    }

    private static String head(String method, String target, String headers) {
        return method + " " + target + " HTTP/1.1" + CRLF + "Host: roosa" + CRLF + headers + CRLF;
    }

    static String get(String target, String headers) {
        return head("GET", target, headers);
    }

    static String post(String headers, String body) {
        return postTo("/orders", headers, body);
    }

    private static String postTo(String path, String headers, String body) {
        return head("POST", path, JSON + headers + "Content-Length: " + body.length() + CRLF) + body;
    }

    private static String withType(String type, String body) {
        return post("", body).replace("application/json", type);
    }

    private static String chunked(String body) {
        StringBuilder request = new StringBuilder(head("POST", "/orders", JSON + "Transfer-Encoding: chunked" + CRLF));
        for (int at = 0; at < body.length(); at += 8_000) {
            String chunk = body.substring(at, Math.min(body.length(), at + 8_000));
            request.append(Integer.toHexString(chunk.length())).append(CRLF).append(chunk).append(CRLF);
        }
        return request.append("0").append(CRLF).append(CRLF).toString();
    }
}
