package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph"
)

// TestToken: what changes the graph wants the token, and is not there at all
// unless the server was told to let it be.
func TestToken(t *testing.T) {
	srv := serve(t, func(c *Config) { loading(c); c.Write = true })
	const quads = "<person:sergei-lavrov> <ent:test> \"x\" .\n"
	const right = "Authorization: Bearer secret"
	for _, c := range []struct {
		path, body string
		headers    []string
		status     int
		want       string
	}{
		{"/api/load?name=a.txt", "Talks in Bergen", nil, 401, "token"},
		{"/api/load?name=a.txt", "Talks in Bergen", []string{"Authorization: Bearer wrong"}, 401, "token"},
		{"/api/load?name=a.txt", "Talks in Bergen", []string{"Authorization: Bearer "}, 401, "token"},
		{"/api/load?name=a.txt", "Talks in Bergen", []string{right, "Origin: http://evil.example"}, 403, "origins"},
		{"/api/load?name=a.txt", "Talks in Bergen", []string{right, "Content-Encoding: gzip"}, 415, "packed"},
		{"/api/load?name=a.txt", "Talks in Bergen", []string{right}, 200, `"added":1`},
		{"/api/load?name=a.txt", "junk", []string{right}, 422, "it is no article"},
		{"/load", "text=Talks+in+Bergen&token=wrong&do=store", []string{"Content-Type: application/x-www-form-urlencoded"}, 400, "form"},
		{"/api/v2/write", quads, nil, 401, "token"},
		{"/api/v2/write", quads, []string{right, "Origin: http://evil.example"}, 403, "origins"},
		{"/api/v2/write", "no quads", []string{right}, 400, "N-Quads"},
		{"/api/v2/write", quads, []string{right}, 200, "1 quad"},
		{"/api/v2/delete", quads, []string{right}, 200, "1 quad"},
		{"/api/v2/node/delete", "<person:sergei-lavrov>", []string{right}, 501, ""},
	} {
		status, body := send(t, srv, "POST", c.path, c.body, c.headers...)
		if status != c.status || !strings.Contains(body, c.want) {
			t.Errorf("POST %s %q %v: %d, want %d with %q:\n%.300s", c.path, c.body, c.headers, status, c.status, c.want, body)
		}
	}
	if _, body := send(t, srv, "GET", "/article/", ""); !strings.Contains(body, "Talks in Bergen") {
		t.Error("the page made before the load is shown after it")
	}
	none := serve(t, func(c *Config) { c.Write = true }) // no token: nothing can be written
	if status, _ := send(t, none, "POST", "/api/v2/write", quads, "Authorization: Bearer "); status != 401 {
		t.Errorf("a server without a token lets quads be written: %d", status)
	}
}

// TestHeaders: no page may be framed, load from elsewhere, run inline script or
// be read by another origin.
func TestHeaders(t *testing.T) {
	srv := serve(t, nil)
	for _, path := range []string{"/", "/person/sergei-lavrov", "/ask/meetings?format=json", "/static/style.css", "/cayley/", "/nowhere", "/api/v2/formats"} {
		req, err := http.NewRequestWithContext(t.Context(), "GET", srv.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		policy := res.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src", "frame-ancestors 'none'", "base-uri 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: policy %q without %q", path, policy, want)
			}
		}
		_, scripts, _ := strings.Cut(policy, "script-src")
		scripts, _, _ = strings.Cut(scripts, ";")
		if strings.Contains(scripts, "unsafe") || strings.Contains(policy, "http:") || strings.Contains(policy, "*") {
			t.Errorf("%s: policy %q", path, policy)
		}
		if res.Header.Get("X-Content-Type-Options") != "nosniff" || res.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %v", path, res.Header)
		}
	}
}

// TestGizmoBounds: a script reaches no files and no network, and none of the ways
// to take much memory or time ends the server.
func TestGizmoBounds(t *testing.T) {
	srv := serve(t, func(c *Config) { c.QueryTime, c.Memory = 400*time.Millisecond, 64<<20 })
	for script, want := range map[string]string{
		`g.Emit(typeof require + typeof process + typeof fetch + typeof XMLHttpRequest + typeof Deno + typeof load)`: "undefinedundefinedundefinedundefinedundefined",
		`require("fs").readFileSync("/etc/passwd")`:                           "not defined",
		`new ArrayBuffer(1e13)`:                                               "error",
		`g.Emit(typeof ArrayBuffer + typeof Uint8Array + typeof DataView)`:    "undefinedundefinedundefined",
		`"x".repeat(1e12)`:                                                    "too large",
		`"x".padStart(1e12)`:                                                  "too large",
		`"x".padEnd(1e12, "ab")`:                                              "too large",
		`new Array(1e9).join("x")`:                                            "too large",
		`new Array(4e9).fill(0)`:                                              "error",
		`Array.prototype.join.call({length: 1e12}, "x")`:                      "too large",
		`var a = []; while (true) a.push("x".repeat(1e5) + a.length)`:         "error",
		`var s = "x"; while (true) s += s`:                                    "error",
		`while (true) {}`:                                                     "stopped after",
		`(function f() { f() })()`:                                            "error",
		`eval("while (true) {}")`:                                             "stopped after",
		`g.Emit("abc".repeat(3) + "x".padStart(3, "-") + [1, 2].join("+"))`:   "abcabcabc--x1+2",
		`g.V("<person:sergei-lavrov>").FollowRecursive(g.M().Both()).Count()`: "",
		`Object.getPrototypeOf(String.prototype.repeat); delete String.prototype.repeat; "x".repeat(1e12)`: "error",
	} {
		status, body := send(t, srv, "POST", "/api/v2/query?lang=gizmo", script)
		if status == http.StatusInternalServerError || !strings.Contains(body, want) {
			t.Errorf("%s: %d %.200s, want %q", script, status, body, want)
		}
	}
	if status, body := send(t, srv, "POST", "/api/v2/query?lang=gizmo", lavrov); status != 200 || !strings.Contains(body, "meeting:") {
		t.Errorf("afterwards: %d %s", status, body)
	}
}

// TestMemory stops a script that fills memory before its time is up.
func TestMemory(t *testing.T) {
	srv := serve(t, func(c *Config) { c.QueryTime, c.Memory = 30*time.Second, 64<<20 })
	status, body := send(t, srv, "POST", "/api/v2/query?lang=gizmo", `var a = []; while (true) a.push("x".repeat(1e5) + a.length)`)
	if status != 400 || !strings.Contains(body, "MB of memory") {
		t.Errorf("%d %s", status, body)
	}
}

// TestLog writes a line of JSON a request, with what was answered and without
// what was asked.
func TestLog(t *testing.T) {
	var log lockedBuffer
	srv := serve(t, func(c *Config) { c.Log = slog.New(slog.NewJSONHandler(&log, nil)) })
	send(t, srv, "GET", "/search?q=secret+words", "")
	var line struct {
		Msg, Method, Path string
		Status            int
	}
	if err := json.Unmarshal([]byte(log.String()), &line); err != nil {
		t.Fatal(err, log.String())
	}
	if line.Msg != "request" || line.Method != "GET" || line.Path != "/search" || line.Status != 404 || strings.Contains(log.String(), "secret") {
		t.Errorf("%s", log.String())
	}
}

// lockedBuffer is a buffer for several goroutines.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write adds to the buffer.
func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String returns what was written.
func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestMetrics counts requests by route, and pages that were answered from memory.
func TestMetrics(t *testing.T) {
	srv := serve(t, func(c *Config) { c.Metrics = true })
	for range 2 {
		send(t, srv, "GET", "/person/sergei-lavrov", "")
	}
	_, body := send(t, srv, "GET", "/metrics", "")
	for _, want := range []string{`entente_http_request_seconds_count{method="GET",route="/person/{slug}",status="200"} 2`,
		`entente_pages_total{cache="hit"} 1`, "entente_queries_running 0", "go_goroutines"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s", want)
		}
	}
}

// TestPacked sends pages packed to who can unpack them, the same each time, and
// nothing to who has them already.
func TestPacked(t *testing.T) {
	srv := serve(t, nil)
	get := func(etag string) *http.Response {
		req, err := http.NewRequestWithContext(t.Context(), "GET", srv.URL+"/person/sergei-lavrov", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept-Encoding", "gzip")
		req.Header.Set("If-None-Match", etag)
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { res.Body.Close() })
		return res
	}
	res := get("")
	z, err := gzip.NewReader(res.Body)
	if err != nil || res.Header.Get("Content-Encoding") != "gzip" {
		t.Fatal(err, res.Header)
	}
	z.Close()
	if again := get(res.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again with %s: %d", res.Header.Get("ETag"), again.StatusCode)
	}
}

// TestSmall: no page but the bundle of the picture is over 200 KB packed.
func TestSmall(t *testing.T) {
	srv := serve(t, loading)
	for _, path := range []string{"/", "/ask", "/person/sergei-lavrov", talk, "/person/", "/article/", "/load", "/path",
		"/static/style.css", "/static/explorer.js", "/static/picture.js"} {
		req, err := http.NewRequestWithContext(t.Context(), "GET", srv.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept-Encoding", "gzip")
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(res.Body); err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if b.Len() > 200_000 {
			t.Errorf("%s: %d bytes packed", path, b.Len())
		}
	}
}

// TestShutdown: a server that is told to end is not ready any more, finishes the
// request it has, and takes no new one.
func TestShutdown(t *testing.T) {
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	begun, release := make(chan struct{}), make(chan struct{})
	h, err := New(Config{Store: s, Load: func(context.Context, string, []byte) (Loaded, error) {
		close(begun)
		<-release
		return Loaded{Articles: 1, Added: 1}, nil
	}, Token: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, h) }()
	answer := make(chan string, 1)
	go func() {
		req, err := http.NewRequestWithContext(t.Context(), "POST", "http://"+l.Addr().String()+"/api/load", strings.NewReader("x"))
		if err != nil {
			answer <- err.Error()
			return
		}
		req.Header.Set("Authorization", "Bearer secret")
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		answer <- fmt.Sprint(res.StatusCode)
	}()
	<-begun
	stop()
	for !h.s.ending.Load() {
		runtime.Gosched()
	}
	close(release)
	if got := <-answer; got != "200" {
		t.Errorf("the request that ran: %s", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if c, err := net.Dial("tcp", l.Addr().String()); err == nil {
		c.Close()
		t.Error("takes new requests")
	}
}

// TestSlowClients: many connections that send a byte now and then do not keep
// others from being answered, and are cut off.
func TestSlowClients(t *testing.T) {
	n := 100
	if long() {
		n = 1000
	}
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	h, err := New(Config{Store: s})
	if err != nil {
		t.Fatal(err)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, h) }()
	defer func() { stop(); <-ended }()
	var conns []net.Conn
	for i := range n {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatalf("connection %d: %v", i, err)
		}
		defer c.Close()
		fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
		conns = append(conns, c)
	}
	begun := time.Now()
	res, err := http.Get("http://" + l.Addr().String() + "/health")
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if took := time.Since(begun); took > time.Second {
		t.Errorf("others wait %s", took)
	}
	if !long() {
		return
	}
	cut := 0
	for _, c := range conns {
		c.SetReadDeadline(time.Now().Add(8 * time.Second))
		if _, err := c.Read(make([]byte, 512)); err == nil || !strings.Contains(err.Error(), "timeout") {
			cut++
		}
	}
	if cut != n {
		t.Errorf("%d of %d slow connections are cut off", cut, n)
	}
}
