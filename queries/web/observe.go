package web

import (
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics are the numbers that /metrics shows; nil counts nothing.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	pages    *prometheus.CounterVec
	running  prometheus.Gauge
}

func newMetrics(queries chan struct{}) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "entente_http_request_seconds",
			Help: "Time to answer a request, by route, method and status.", Buckets: prometheus.ExponentialBuckets(0.001, 2, 14)},
			[]string{"route", "method", "status"}),
		pages: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "entente_pages_total",
			Help: "Pages answered from memory (hit) or made anew (miss)."}, []string{"cache"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{Name: "entente_http_requests_running", Help: "Requests being answered."}),
	}
	m.registry.MustRegister(m.requests, m.pages, m.running,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "entente_queries_running", Help: "Queries that read the graph now."},
			func() float64 { return float64(len(queries)) }),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) hit() {
	if m != nil {
		m.pages.WithLabelValues("hit").Inc()
	}
}

func (m *metrics) missed() {
	if m != nil {
		m.pages.WithLabelValues("miss").Inc()
	}
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// statusWriter notes what was answered.
type statusWriter struct {
	http.ResponseWriter
	status int
	bytes  int
}

// WriteHeader notes the status and passes it on.
func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes and passes them on.
func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// observe logs each request and counts it. The query string is not logged: what
// is asked is the asker's own matter.
func observe(next http.Handler, mux *http.ServeMux, log *slog.Logger, m *metrics) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		sw := &statusWriter{ResponseWriter: w}
		if m != nil {
			m.running.Inc()
			defer m.running.Dec()
		}
		next.ServeHTTP(sw, r)
		took := time.Since(begun)
		if sw.status == 0 {
			sw.status = http.StatusOK
		}
		log.Info("request", "method", r.Method, "path", r.URL.Path, "status", sw.status, "bytes", sw.bytes,
			"ms", float64(took.Microseconds())/1000, "remote", r.RemoteAddr)
		if m != nil {
			_, route := mux.Handler(r)
			if i := strings.IndexByte(route, ' '); i >= 0 {
				route = route[i+1:]
			}
			m.requests.WithLabelValues(route, methodLabel(r.Method), strconv.Itoa(sw.status)).Observe(took.Seconds())
		}
	})
}

// methodLabel keeps strangers from filling the metrics with methods of their own.
func methodLabel(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		return method
	}
	return "other"
}
