package article

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"
)

// site is a server with a page, a robots.txt and some traps; it counts requests.
func site(t *testing.T, robotsTxt string, asked *[]string) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, robotsTxt) })
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		fmt.Fprint(w, strings.ReplaceAll(smallPage("Talks in a caf\xe9"), "<head>", "<head><meta charset=utf-8>"))
	})
	mux.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/a", http.StatusMovedPermanently) })
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/to-secret", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/secret/a", http.StatusFound) })
	mux.HandleFunc("/secret/", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, smallPage("Secret")) })
	mux.HandleFunc("/large", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, strings.Repeat("words ", 1<<16)) })
	mux.HandleFunc("/busy", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	mux.HandleFunc("/picture", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Type", "image/png") })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*asked = append(*asked, r.URL.Path)
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server
}

func TestFetch(t *testing.T) {
	var asked []string
	server := site(t, "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /secret\n", &asked)
	o := Options{Net: &Client{Private: true, Pause: time.Nanosecond, MaxBytes: 1 << 16, Timeout: time.Second}}
	for _, c := range []struct{ path, want string }{
		{"/a", "Talks in a café"},
		{"/old", "Talks in a café"},
		{"/round", "error: cannot: more than 5 redirects (give the last address)"},
		{"/secret/a", "error: cannot be fetched: not fetched: robots.txt of HOST forbids it (save the page by hand if you may)"},
		{"/to-secret", "error: cannot be fetched: not fetched: robots.txt of HOST forbids it (save the page by hand if you may)"},
		{"/large", "error: cannot be fetched: larger than 65536 bytes (try again later)"},
		{"/busy", "error: cannot be fetched: the server answers 503 Service Unavailable, try again after 120 (try again later)"},
		{"/none", "error: cannot be fetched: the server answers 404 Not Found (try again later)"},
		{"/picture", `error: cannot be fetched: of type "image/png", not an article (try again later)`},
	} {
		var got []string
		for found, err := range o.Walk(t.Context(), []string{server.URL + c.path}, nil) {
			if err != nil {
				got = append(got, "error: "+strings.TrimPrefix(err.Error(), server.URL+c.path+": "))
			} else {
				got = append(got, found.Title)
			}
		}
		want := strings.ReplaceAll(c.want, "HOST", strings.TrimPrefix(server.URL, "http://"))
		want = strings.Replace(want, "cannot: ", "", 1)
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s: got %q, want %q", c.path, got, want)
		}
	}
	robots := 0
	for _, path := range asked {
		if path == "/robots.txt" {
			robots++
		}
		if strings.HasPrefix(path, "/secret") {
			t.Error("a forbidden page was asked for")
		}
	}
	if robots != 1 {
		t.Errorf("robots.txt was asked for %d times", robots)
	}
}

func TestFetchEndsInTime(t *testing.T) {
	var asked []string
	server := site(t, "", &asked)
	c := &Client{Private: true, Pause: time.Nanosecond, Timeout: 50 * time.Millisecond}
	if _, err := c.Fetch(t.Context(), server.URL+"/slow"); err == nil {
		t.Error("no error")
	}
}

func TestFetchRefuses(t *testing.T) {
	var asked []string
	server := site(t, "", &asked)
	c := &Client{Pause: time.Nanosecond}
	for _, address := range []string{server.URL + "/a", "http://localhost:1/", "http://[::1]:1/", "http://10.0.0.1/", "http://169.254.169.254/latest"} {
		if _, err := c.Fetch(t.Context(), address); !errors.Is(err, ErrRefused) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if len(asked) != 0 {
		t.Errorf("asked for %q", asked)
	}
	for _, address := range []string{"file:///etc/passwd", "gopher://a/", "http://", "https:///a"} {
		if _, err := c.Fetch(t.Context(), address); err == nil {
			t.Errorf("%s was fetched", address)
		}
	}
	for found, err := range Walk(t.Context(), []string{"https://courier.example/a"}, nil) {
		if !errors.Is(err, ErrRefused) || found.Name == "" {
			t.Errorf("without a client: %v", err)
		}
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1": true, "127.0.0.1": false, "::1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false, "fe80::1": false, "fd00::1": false,
		"::ffff:127.0.0.1": false, "::ffff:8.8.8.8": true, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "::7f00:1": false, "ff02::1": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: got %v", address, got)
		}
	}
}

func TestRobots(t *testing.T) {
	rules := parseRobots([]byte("\ufeffUser-agent: a\nUser-agent: Entente/2\nDisallow: /x\nAllow: /x/open\nDisallow: /*.pdf$\nDisallow: /q?*=1\nCrawl-delay: 2.5 # slow\n\nUser-agent: *\nDisallow: /\n"), "entente/1.0")
	if rules.delay != 2500*time.Millisecond {
		t.Errorf("delay %v", rules.delay)
	}
	for path, want := range map[string]bool{
		"/": true, "/x": false, "/xy": false, "/x/open/1": true, "/a.pdf": false, "/a.pdf?b": true, "/q?a=1": false, "/q?a=2": true, "/robots.txt": true,
	} {
		u, err := url.Parse("https://courier.example" + path)
		if err != nil {
			t.Fatal(err)
		}
		if rules.allows(u) != want {
			t.Errorf("%s: got %v", path, !want)
		}
	}
	if !parseRobots([]byte("User-agent: *\nDisallow:\n"), "entente").allows(&url.URL{Path: "/a"}) {
		t.Error("an empty rule forbids")
	}
}
