package web

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/queries"
)

// long reports whether the slow tests run too.
func long() bool { return os.Getenv("ENTENTE_LONG") != "" }

// world serves a large world.
func world(tb testing.TB, quads int) (*httptest.Server, []string) {
	tb.Helper()
	s, err := graph.Open(tb.Context(), graph.Memory, graph.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	set := graphtest.World(1, quads)
	for begin := 0; begin < len(set.Articles); begin += 500 {
		var numbers []int
		for i := begin; i < min(begin+500, len(set.Articles)); i++ {
			numbers = append(numbers, i)
		}
		if err := s.Apply(tb.Context(), set.Change(numbers...)); err != nil {
			tb.Fatal(err)
		}
	}
	h, err := New(Config{Store: s, Version: "test", QueryTime: 20 * time.Second})
	if err != nil {
		tb.Fatal(err)
	}
	srv := httptest.NewServer(h)
	tb.Cleanup(func() { srv.Close(); s.Close() })
	return srv, addresses(tb, set, s)
}

// addresses are pages and API calls of a world: those of its most told-of things
// and those of others.
func addresses(tb testing.TB, set graphtest.Set, s *graph.Store) []string {
	tb.Helper()
	all := []string{"/", "/ask", "/path", "/person/", "/country/", "/static/style.css", "/static/explorer.js", "/cayley/", "/health",
		"/api/v2/query?lang=gizmo&qu=" + url.QueryEscape("g.V('<ent:Meeting>').In('<rdf:type>').GetLimit(10)")}
	var things []graph.IRI
	for id := range set.Entities {
		if _, err := s.Entity(tb.Context(), id); err == nil {
			things = append(things, id)
		}
	}
	slices.Sort(things)
	step := max(1, len(things)/150)
	for i := 0; i < len(things); i += step {
		id := things[i]
		all = append(all, pathOf(id))
		switch kindOf(id.Type()) {
		case "person", "country":
			all = append(all, questionLink("meetings", "with", string(id)), questionLink("timeline", "of", string(id), "format", "json"),
				"/graph"+pathOf(id)+".json", "/suggest?q="+url.QueryEscape(set.Entities[id].Label[:2]))
		case "meeting":
			all = append(all, "/compare"+pathOf(id))
		}
	}
	for i := 0; i < len(set.Articles); i += max(1, len(set.Articles)/40) {
		all = append(all, pathOf(set.Articles[i].Article.IRI))
	}
	return all
}

// TestLoad asks pages and API 200 times a second: for a minute of a large world
// with ENTENTE_LONG, else for two seconds of a small one. No answer is an error;
// in the long run the 99th percentile is below 250 ms once each page was asked for.
func TestLoad(t *testing.T) {
	quads, seconds := 5_000, 2
	if long() {
		quads, seconds = 100_000, 60
	}
	srv, all := world(t, quads)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	ask := func(path string) (time.Duration, error) {
		begun := time.Now()
		res, err := client.Get(srv.URL + path)
		if err != nil {
			return 0, err
		}
		defer res.Body.Close()
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			return 0, err
		}
		if res.StatusCode != http.StatusOK {
			return 0, fmt.Errorf("%s: %s", path, res.Status)
		}
		return time.Since(begun), nil
	}
	var cold []time.Duration
	for _, path := range all {
		took, err := ask(path)
		if err != nil {
			t.Fatal(err)
		}
		cold = append(cold, took)
	}
	const rate = 200
	warm := make([]time.Duration, rate*seconds)
	var wg sync.WaitGroup
	tick := time.NewTicker(time.Second / rate)
	defer tick.Stop()
	for i := range warm {
		<-tick.C
		wg.Add(1)
		go func() {
			defer wg.Done()
			took, err := ask(all[i*7919%len(all)])
			if err != nil {
				t.Error(err)
			}
			warm[i] = took
		}()
	}
	wg.Wait()
	slices.Sort(cold)
	slices.Sort(warm)
	at := func(d []time.Duration, p float64) time.Duration {
		return d[int(float64(len(d)-1)*p)].Round(10 * time.Microsecond)
	}
	t.Logf("%d quads, %d addresses: first time p50 %s p99 %s most %s; then %d requests, %d a second: p50 %s p99 %s most %s", quads, len(all),
		at(cold, .5), at(cold, .99), at(cold, 1), len(warm), rate, at(warm, .5), at(warm, .99), at(warm, 1))
	if p99 := at(warm, .99); long() && p99 > 250*time.Millisecond {
		t.Errorf("99 of 100 requests are answered within %s, want 250ms", p99)
	}
}

// FuzzParameters sends any words under any parameter of any route: no answer is 500.
func FuzzParameters(f *testing.F) {
	s, err := graph.Open(f.Context(), graph.Memory, graph.Options{})
	if err != nil {
		f.Fatal(err)
	}
	defer s.Close()
	if err := s.Apply(f.Context(), graphtest.Talks().Change()); err != nil {
		f.Fatal(err)
	}
	h, err := New(Config{Store: s, QueryTime: time.Second})
	if err != nil {
		f.Fatal(err)
	}
	for _, q := range queries.Questions {
		for _, fl := range q.Filters {
			f.Add("/ask/"+q.Name, fl.Name, "Lavrov", "")
		}
		f.Add("/ask/"+q.Name, "limit", "-1", "gizmo")
		f.Add("/ask/"+q.Name, "modality", "all", "x")
	}
	for _, seed := range [][4]string{
		{"/search", "q", "(", ""}, {"/suggest", "q", "\x00\xff", ""}, {"/path", "from", "Kerry", ""}, {"/person/x%2fy", "format", "csv", ""},
		{"/person/sergei-lavrov", "format", "json", ""}, {"/fact/x", "format", "json", ""}, {"/claim/<>", "", "", ""}, {"/local/a-b-person", "", "", ""},
		{"/graph/person/sergei-lavrov.json", "limit", "9999999999999999999", ""}, {"/compare/meeting/x", "", "", ""}, {"/gephi/gs", "limit", "0", ""},
		{"/api/v2/read", "sub", "<person:sergei-lavrov>", ""}, {"/api/v2/read", "limit", "\"", ""}, {"/static/x", "", "", ""}, {"/cayley/x", "", "", ""},
		{"/api/v2/query", "lang", "gizmo", "g.V().Has('x', regex('[')).All()"}, {"/api/v2/query", "lang", "mql", "[{\"id\": null}]"},
		{"/api/v2/query", "lang", "graphql", "{ nodes { id } }"}, {"/api/v1/shape/gizmo", "", "", "g.V().All()"},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	f.Fuzz(func(t *testing.T, path, name, value, body string) {
		noServerError(t, h, path, url.Values{name: {value}}, body)
	})
}

// noServerError sends a request and wants any answer but that something went
// wrong in the server.
func noServerError(t *testing.T, h http.Handler, path string, values url.Values, body string) {
	t.Helper()
	u := &url.URL{Scheme: "http", Host: "localhost", Path: "/" + strings.TrimLeft(path, "/"), RawQuery: values.Encode()}
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(t.Context(), method, u.String(), strings.NewReader(body))
	if err != nil {
		return
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code >= 500 && w.Code != http.StatusServiceUnavailable && w.Code != http.StatusNotImplemented {
		t.Errorf("%s %s %q: %d %.300s", method, u, body, w.Code, w.Body)
	}
}

// TestParameters sends words at random under the parameters of every route:
// names that are there and that are not, dates, pieces of scripts, odd bytes.
func TestParameters(t *testing.T) {
	s, err := graph.Open(t.Context(), graph.Memory, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Apply(t.Context(), graphtest.Talks().Change()); err != nil {
		t.Fatal(err)
	}
	h, err := New(Config{Store: s, QueryTime: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	words := []string{"Lavrov", "Kerry", "Russia", "person:sergei-lavrov", "<country:russia>", "2013", "2013-05-07", "2013-05/..", "9999999999999999999", "-1", "0",
		"all", "planned", "denied", "json", "csv", "held", "meeting", "talks", "CONSULT", "(", "[", "\\", "\x00", "\xff", "é", "; ;", "a;b", "%", "'", "\"", "<script>",
		"../..", "meetings", "true", strings.Repeat("x", 5000), "", " ", "gizmo", "mql", "graphql", "person", "fact:x", "claim:", "local:a-b-person"}
	scripts := []string{"", "", "", "g.V().All()", "g.V('<person:sergei-lavrov>').In().All()", "g.V().Has('x', regex('[')).All()", "{ nodes { id } }", `[{"id": null}]`, "g.", "}", "\x00"}
	paths := []string{"/", "/search", "/suggest", "/ask", "/path", "/gephi/gs", "/api/v2/read", "/api/v2/query", "/api/v1/shape/gizmo", "/api/v2/write", "/cayley/", "/static/"}
	names := []string{"q", "format", "limit", "modality", "newest", "from", "to", "via", "through", "held", "type", "lang", "qu", "sub", "pred", "obj", "label", ""}
	for _, q := range queries.Questions {
		paths = append(paths, "/ask/"+q.Name)
		for _, f := range q.Filters {
			names = append(names, f.Name)
		}
	}
	g := rand.New(rand.NewPCG(1, 8))
	n := 3_000
	if long() {
		n = 200_000
	}
	for range n {
		pick := func(of []string) string { return of[g.IntN(len(of))] }
		path := pick(paths)
		if g.IntN(3) == 0 {
			path = "/" + pick(append(kindWords(), "fact", "claim", "local", "compare/meeting", "graph/person")) + "/" + pick(append(words, "sergei-lavrov", "sergei-lavrov.json"))
		}
		values := url.Values{}
		for range g.IntN(4) {
			values.Add(pick(names), pick(words))
		}
		noServerError(t, h, path, values, pick(scripts))
	}
}
