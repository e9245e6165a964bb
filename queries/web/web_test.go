package web

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/ontology"
	"entente/queries"
)

// serve serves the small world of graphtest.
func serve(t *testing.T, change func(*Config)) *httptest.Server {
	t.Helper()
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(t.Context(), graphtest.Talks().Change()); err != nil {
		t.Fatal(err)
	}
	cfg := Config{Store: s, Version: "test"}
	if change != nil {
		change(&cfg)
	}
	h, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(func() { srv.Close(); s.Close() })
	return srv
}

// send makes a request of a method, a path, a body and headers as "Name: value".
func send(t *testing.T, srv *httptest.Server, method, path, body string, headers ...string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, srv.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			req.Host = value
			continue
		}
		req.Header.Set(name, value)
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(data)
}

// loading lets a server load: an article is its first line, whatever it says.
func loading(c *Config) {
	c.Token = "secret"
	contribution := func(data []byte) graph.Contribution {
		text := string(data)
		title, _, _ := strings.Cut(text, "\n")
		a := graph.Article{ID: title, IRI: graph.ArticleIRI(title), Title: title, Text: text, Record: "{}", Digest: graph.Hash(text), Group: graph.GroupIRI(text)}
		cl := graph.Claim{ID: graph.IRI("claim:" + graph.Hash(text)), Kind: "topic", Rule: "test", Modality: ontology.Stated, End: len(title), Quote: title,
			Facts: []graph.Fact{{Subject: a.IRI, Predicate: "about", Object: graph.Object{IRI: "person:sergei-lavrov"}}}}
		return graph.Contribution{Article: a, Claims: []graph.Claim{cl}}
	}
	store := c.Store
	c.Load = func(ctx context.Context, _ string, data []byte) (Loaded, error) {
		if !strings.Contains(string(data), " ") {
			return Loaded{Articles: 1, Passed: 1, Bad: []string{"it is no article"}}, nil
		}
		return Loaded{Articles: 1, Added: 1, Bad: []string{}}, store.Apply(ctx, graph.Change{Add: []graph.Contribution{contribution(data)}, Entities: lavrovOf(ctx, store)})
	}
	c.Preview = func(ctx context.Context, _ string, data []byte) (*graph.Store, Loaded, error) {
		own, err := graph.Open(ctx, graph.Memory, graph.Options{})
		if err != nil {
			return nil, Loaded{}, err
		}
		err = own.Apply(ctx, graph.Change{Add: []graph.Contribution{contribution(data)}, Entities: lavrovOf(ctx, store)})
		return own, Loaded{Articles: 1, Added: 1}, err
	}
}

func lavrovOf(ctx context.Context, store *graph.Store) []graph.Entity {
	e, err := store.EntityAndLines(ctx, "person:sergei-lavrov")
	if err != nil {
		return nil
	}
	return []graph.Entity{e}
}

// linkOn finds the first group of a pattern in an answer.
func linkOn(t *testing.T, srv *httptest.Server, path, pattern string) string {
	t.Helper()
	_, body := send(t, srv, "GET", path, "")
	m := regexp.MustCompile(pattern).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("%s has no %s:\n%.600s", path, pattern, body)
	}
	return m[1]
}

const lavrov = `g.V('<person:sergei-lavrov>').In('<ent:participant>').All()`

// TestRequests sends requests, a line a case, and wants a status and words in the answer.
func TestRequests(t *testing.T) {
	srv := serve(t, func(c *Config) { c.QueryTime, c.QueryLimit = 500*time.Millisecond, 5 })
	for _, c := range []struct {
		method, path, body string
		headers            []string
		status             int
		want               string
	}{
		{"GET", "/", "", nil, 200, "Who met whom"},
		{"HEAD", "/", "", nil, 200, ""},
		{"GET", "/ask/meetings?with=Lavrov", "", nil, 200, "John Kerry met Sergei Lavrov in Moscow on Tuesday."},
		{"GET", "/ask/meetings?with=Lavrov&type=", "", nil, 200, "This page as a query"},
		{"GET", "/ask/meetings?with=Lavrov&format=json", "", nil, 200, `"sources":2`},
		{"GET", "/ask/meetings?between=Kerry;+Russia&format=json", "", nil, 200, `"total":1`},
		{"GET", "/ask/meetings?with=Nobody", "", nil, 404, "Unknown name"},
		{"GET", "/ask/meetings?with=%3Cscript%3E", "", nil, 404, "&lt;script&gt;"},
		{"GET", "/ask/meetings?nonsense=1", "", nil, 400, "no filter"},
		{"GET", "/ask/nothing", "", nil, 404, ""},
		{"GET", "/ask/meetings?with=Lavrov&format=csv", "", nil, 200, "meeting:2013-05-07-moscow-kerry-lavrov,Meeting,"},
		{"GET", "/ask/meetings?with=Lavrov&modality=nonsense", "", nil, 400, "unknown mode"},
		{"GET", "/ask/meetings?since=yesterday&format=json", "", nil, 400, "no date"},
		{"GET", "/person/sergei-lavrov", "", nil, 200, `<mark>John Kerry met Sergei Lavrov in Moscow on Tuesday.</mark>`},
		{"GET", "/person/sergei-lavrov?format=json", "", nil, 200, `"predicate":"holds"`},
		{"GET", "/person/sergei-lavrov?format=csv", "", nil, 200, "Foreign Minister of Russia"},
		{"GET", "/person/nobody", "", nil, 404, "not in the graph"},
		{"GET", "/country/russia", "", nil, 200, "capital"},
		{"GET", "/place/geneva", "", nil, 200, "class=\"way denied\""},
		{"GET", talk, "", nil, 200, "Compare what the sources say"},
		{"GET", "/compare" + talk, "", nil, 200, "Northern Wire"},
		{"GET", "/path", "", nil, 200, "by way of"},
		{"GET", "/path?from=Kerry&to=Lavrov", "", nil, 200, "Talks in Moscow"},
		{"GET", "/path?from=Kerry&to=Nobody", "", nil, 404, "Unknown name"},
		{"GET", "/path?from=Kerry&to=Lavrov&through=x", "", nil, 400, "Request: unknown tie"},
		{"GET", "/path?from=Kerry&to=Lavrov&format=json", "", nil, 200, `"chains"`},
		{"GET", "/path?from=Kerry&to=Lavrov&format=csv", "", nil, 200, "1,1,person:john-kerry,John Kerry,meetings,"},
		{"GET", "/compare" + talk + "?format=csv", "", nil, 200, "Gazette of the Lakes,2013-05-06,status,planned,,planned,"},
		{"GET", "/compare" + talk + "?format=json", "", nil, 200, `"only_some":"true"`},
		{"GET", "/person/?format=csv", "", nil, 200, "person:john-kerry,John Kerry"},
		{"GET", "/graph" + talk + ".json", "", nil, 200, `"predicate":"participant"`},
		{"GET", "/graph/person/nobody.json", "", nil, 404, "error"},
		{"GET", "/graph/person/sergei-lavrov", "", nil, 404, ""},
		{"GET", "/fact/nothing", "", nil, 404, "nothing"},
		{"GET", "/claim/nothing", "", nil, 404, ""},
		{"GET", "/local/nothing", "", nil, 404, ""},
		{"GET", "/person/", "", nil, 200, "Sergei Lavrov"},
		{"GET", "/article/", "", nil, 200, "Geneva waits"},
		{"GET", "/statement/", "", nil, 404, "no list"},
		{"GET", "/search?q=lavrov", "", nil, 302, "/person/sergei-lavrov"},
		{"GET", "/search?q=Lavrof", "", nil, 404, "Sergei Lavrov"},
		{"GET", "/search?q=talks+kerry+%3Cb%3E", "", nil, 404, "&lt;b&gt;"},
		{"GET", "/suggest?q=john", "", nil, 200, `"path":"/person/john-kerry"`},
		{"GET", "/suggest?q=sergey", "", nil, 200, `"label":"Sergei Lavrov"`},
		{"GET", "/suggest?q=john&type=country", "", nil, 200, `[]`},
		{"GET", "/static/style.css", "", nil, 200, "color-scheme"},
		{"GET", "/static/..%2fpage.go", "", nil, 404, ""},
		{"GET", "/gephi/gs?mode=raw", "", nil, 200, `{"ae":{"fact:`},
		{"GET", "/ready", "", nil, 200, "ready"},
		{"GET", "/metrics", "", nil, 404, ""},
		{"GET", "/load", "", nil, 404, ""},
		{"POST", "/api/load", "text", nil, 405, ""},
		{"GET", "/health", "", nil, 200, "ok"},
		{"GET", "/nowhere", "", nil, 404, ""},
		{"POST", "/", "", nil, 405, ""},
		{"POST", "/api/v2/query?lang=gizmo", lavrov, nil, 200, `{"result":[{"id":"<meeting:2013-05-07-moscow-kerry-lavrov>"}]}`},
		{"POST", "/api/v2/query?lang=gizmo", lavrov, []string{"Accept: application/ld+json"}, 200, `"@id":"meeting:2013-05-07-moscow-kerry-lavrov"`},
		{"GET", "/api/v2/query?lang=gizmo&qu=" + url.QueryEscape(lavrov), "", nil, 200, `"result"`},
		{"POST", "/api/v2/query?lang=graphql", `{ nodes(first: 1, id: <person:sergei-lavrov>) { id } }`, nil, 200, `"data"`},
		{"POST", "/api/v2/query?lang=mql", `[{"id": "<person:sergei-lavrov>", "<rdfs:label>": null}]`, nil, 200, `Sergei Lavrov`},
		{"POST", "/api/v2/query?lang=linkedql", `{}`, nil, 400, "unknown language"},
		{"POST", "/api/v2/query?lang=gizmo", `g.V(`, nil, 400, "error"},
		{"POST", "/api/v2/query?lang=gizmo", ``, nil, 400, "empty"},
		{"POST", "/api/v2/query?lang=gizmo", `while(true){}`, nil, 400, "stopped after 500ms"},
		{"POST", "/api/v2/query?lang=gizmo", `function f(){return f()}; f()`, nil, 400, "error"},
		{"POST", "/api/v2/query?lang=gizmo", strings.Repeat(" ", maxBody+1), nil, 413, "too large"},
		{"POST", "/api/v2/query?lang=gizmo", lavrov, []string{"Content-Encoding: gzip"}, 415, "packed"},
		{"POST", "/api/v2/query?lang=gizmo", lavrov, []string{"Origin: http://evil.example"}, 403, "origins"},
		{"POST", "/api/v2/query?lang=gizmo", lavrov, []string{"Origin: null"}, 403, "origins"},
		{"GET", "/", "", []string{"Host: evil.example"}, 403, "unknown host"},
		{"GET", "/", "", []string{"Host: localhost:9"}, 200, ""},
		{"GET", "/", "", []string{"Host: [::1]:9"}, 200, ""},
		{"POST", "/api/v2/write", "<a> <b> <c> .", nil, 403, "read only"},
		{"POST", "/api/v2/delete", "<a> <b> <c> .", nil, 403, "read only"},
		{"POST", "/api/v2/node/delete", "<a>", nil, 403, "read only"},
		{"GET", "/api/v2/formats", "", nil, 200, "nquads"},
		{"GET", "/api/v2/read?sub=%3Cperson:sergei-lavrov%3E&pred=%3Crdfs:label%3E", "", nil, 200, `<https://w3id.org/entente/person/sergei-lavrov> <http://www.w3.org/2000/01/rdf-schema#label> "Sergei Lavrov" .`},
		{"POST", "/api/v1/shape/gizmo", lavrov, nil, 200, "ent:participant"},
		{"POST", "/api/v1/shape/gizmo", "1 + 1", nil, 400, "asks nothing"},
		{"GET", "/cayley", "", nil, 301, ""},
		{"GET", "/cayley/", "", nil, 200, `src="/cayley/static/`},
		{"GET", "/cayley/gizmo.d.ts", "", nil, 200, "Morphism"},
		{"GET", "/cayley/monaco/vs/loader.js", "", nil, 200, "require"},
		{"GET", "/cayley/icons.css", "", nil, 200, "Material Icons"},
		{"GET", "/cayley/service-worker.js", "", nil, 404, ""},
		{"GET", "/cayley/static/js/../../../api.go", "", nil, 404, ""},
		{"GET", "/cayley/monaco/..%2f..%2fLICENSE", "", nil, 404, ""},
	} {
		status, body := send(t, srv, c.method, c.path, c.body, c.headers...)
		if status != c.status && !(c.status == 404 && status == 301 || c.status == 404 && status == 307) || !strings.Contains(body, c.want) {
			t.Errorf("%s %s %.60q %v: %d, want %d with %q:\n%.300s", c.method, c.path, c.body, c.headers, status, c.status, c.want, body)
		}
	}
}

// TestNothingFromElsewhere holds each page that is served against addresses of
// other hosts that it would load from.
func TestNothingFromElsewhere(t *testing.T) {
	srv := serve(t, nil)
	for _, path := range []string{"/", "/ask/meetings", "/static/style.css", "/static/explorer.js", "/static/picture.js", "/cayley/", "/cayley/icons.css",
		"/cayley/static/css/main.72fe53e6.chunk.css", "/cayley/static/js/main.84d3ab8c.chunk.js", "/cayley/static/js/2.7d84b3fa.chunk.js"} {
		status, body := send(t, srv, "GET", path, "")
		if status != 200 {
			t.Errorf("%s: %d", path, status)
		}
		for _, bad := range []string{"cdn.jsdelivr.net", "googleapis.com", "localhost:64210"} {
			if strings.Contains(body, bad) {
				t.Errorf("%s still asks %s", path, bad)
			}
		}
	}
}

// TestLimit gives no more results than allowed, and more quads neither.
func TestLimit(t *testing.T) {
	srv := serve(t, func(c *Config) { c.QueryLimit = 5 })
	_, body := send(t, srv, "POST", "/api/v2/query?lang=gizmo", `g.V().All()`)
	var got struct{ Result []any }
	if err := json.Unmarshal([]byte(body), &got); err != nil || len(got.Result) != 5 {
		t.Errorf("%d results, %v", len(got.Result), err)
	}
	_, body = send(t, srv, "GET", "/api/v2/read?limit=100", "")
	if n := strings.Count(body, "\n"); n != 5 {
		t.Errorf("%d quads, want 5", n)
	}
}

// TestBusy answers 503 while all slots are taken.
func TestBusy(t *testing.T) {
	s := newServer(Config{QueryTime: time.Millisecond, Queries: 1})
	s.slots <- struct{}{}
	w := httptest.NewRecorder()
	s.query(w, httptest.NewRequest("POST", "/api/v2/query?lang=gizmo", strings.NewReader(lavrov)))
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d", w.Code)
	}
}

// TestPanic answers 500 and goes on.
func TestPanic(t *testing.T) {
	h := guard(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("oh") }), nil, slog.New(slog.DiscardHandler))
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/", nil)
	r.Host = "localhost"
	h.ServeHTTP(w, r)
	if w.Code != http.StatusInternalServerError {
		t.Errorf("status %d", w.Code)
	}
}

// TestForms has a form for each question, with a field for each filter.
func TestForms(t *testing.T) {
	srv := serve(t, nil)
	_, body := send(t, srv, "GET", "/ask", "")
	for _, q := range queries.Questions {
		if status, page := send(t, srv, "GET", "/ask/"+q.Name, ""); status != 200 || strings.Contains(page, `role="alert"`) {
			t.Errorf("%s, only opened: %d", q.Name, status)
		}
		for _, f := range q.Filters {
			if !strings.Contains(body, `id="`+q.Name+"-"+f.Name+`"`) {
				t.Errorf("no field for %s --%s", q.Name, f.Name)
			}
		}
	}
}
