package web

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
)

// maxBody bounds what a request may carry, in bytes; an article may be larger (maxArticle).
const maxBody = 1 << 20

// guard stands in front of every handler: it refuses hosts that are not ours
// (DNS rebinding), other sites' scripts (Origin), and packed bodies (a small
// gzip can unfold to gigabytes); it bounds bodies, sets the headers that keep a
// page to itself, and answers a panic with 500.
func guard(next http.Handler, hosts []string, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				if v == http.ErrAbortHandler {
					panic(v)
				}
				log.Error("panic", "path", r.URL.Path, "value", fmt.Sprint(v), "stack", string(debug.Stack()))
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		head := w.Header()
		head.Set("Content-Security-Policy", pagePolicy)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Referrer-Policy", "same-origin") // no-referrer would make the origin of our own forms null
		head.Set("Cross-Origin-Opener-Policy", "same-origin")
		head.Set("Cross-Origin-Resource-Policy", "same-origin")
		if why := refusal(r, hosts); why != "" {
			http.Error(w, why, http.StatusForbidden)
			return
		}
		if r.Header.Get("Content-Encoding") != "" {
			http.Error(w, "packed bodies are not read", http.StatusUnsupportedMediaType)
			return
		}
		most := int64(maxBody)
		if r.URL.Path == "/load" || r.URL.Path == "/api/load" {
			most = maxArticle
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// pagePolicy keeps our own pages to files of this server: no inline script, no
// request to anywhere else.
const pagePolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// refusal says why a request is not ours to answer, or nothing.
func refusal(r *http.Request, hosts []string) string {
	if !ours(r.Host, hosts) {
		return "unknown host: this server answers to " + strings.Join(hosts, ", ")
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate" {
		return "requests from other sites are not answered"
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return ""
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host != r.Host {
		return "requests from other origins are not answered"
	}
	return ""
}

// ours reports whether the Host of a request names this server. Ports are not
// compared: a forwarded port is still this server.
func ours(host string, hosts []string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if name == "localhost" || slices.Contains(hosts, name) {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

// only refuses methods other than the ones given.
func only(h http.HandlerFunc, methods ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(methods, r.Method) && r.Method != http.MethodHead {
			w.Header().Set("Allow", strings.Join(methods, ", "))
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		h(w, r)
	}
}
