package web

import (
	"bytes"
	"container/list"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// Bounds of the cache, in bytes.
const (
	cacheBytes = 64 << 20
	pageBytes  = 2 << 20
)

// cache keeps answers for as long as the graph stays as it is: a page is a pure
// function of its address and of the graph. It drops what was longest not asked for.
type cache struct {
	mu    sync.Mutex
	size  int
	order *list.List // of *kept, the last asked for in front
	at    map[string]*list.Element
	epoch int // counts the graphs seen
}

// kept is an answer.
type kept struct {
	key    string
	status int
	head   http.Header
	body   []byte
	etag   string
}

func newCache() *cache { return &cache{order: list.New(), at: map[string]*list.Element{}} }

// get returns an answer, and the number of the graph that put must name.
func (c *cache) get(key string) (*kept, int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.at[key]; ok {
		c.order.MoveToFront(e)
		return e.Value.(*kept), c.epoch
	}
	return nil, c.epoch
}

// put keeps an answer unless the graph has changed since get.
func (c *cache) put(k *kept, epoch int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, had := c.at[k.key]; had || epoch != c.epoch || len(k.body) > pageBytes {
		return
	}
	c.at[k.key] = c.order.PushFront(k)
	c.size += len(k.body)
	for c.size > cacheBytes {
		last := c.order.Back()
		old := c.order.Remove(last).(*kept)
		delete(c.at, old.key)
		c.size -= len(old.body)
	}
}

// clear forgets all answers: the graph has changed.
func (c *cache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.epoch++
	c.size, c.order, c.at = 0, list.New(), map[string]*list.Element{}
}

// recorder keeps an answer in memory.
type recorder struct {
	head   http.Header
	status int
	body   bytes.Buffer
}

func newRecorder() *recorder { return &recorder{head: http.Header{}, status: http.StatusOK} }

// Header returns the headers to be sent.
func (r *recorder) Header() http.Header { return r.head }

// WriteHeader notes the status.
func (r *recorder) WriteHeader(status int) { r.status = status }

// Write adds to the body.
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

// cached answers from the cache, and fills it with answers that say 200.
func (s *server) cached(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key := r.URL.Path + "?" + r.URL.Query().Encode()
		k, epoch := s.cache.get(key)
		if k == nil {
			rec := newRecorder()
			ctx, cancel := context.WithTimeout(r.Context(), s.QueryTime)
			defer cancel()
			asked := r.WithContext(ctx)
			asked.Method = http.MethodGet // HEAD is GET without its body, which net/http drops
			h(rec, asked)
			k = &kept{key: key, status: rec.status, head: rec.head, body: rec.body.Bytes()}
			if k.status == http.StatusOK {
				k.etag = fmt.Sprintf(`"%x"`, sha256.Sum256(k.body))
				s.cache.put(k, epoch)
			}
			s.metrics.missed()
		} else {
			s.metrics.hit()
		}
		k.send(w, r)
	}
}

// send sends an answer, or that the client has it already.
func (k *kept) send(w http.ResponseWriter, r *http.Request) {
	for name, values := range k.head {
		w.Header()[name] = values
	}
	if k.etag != "" {
		w.Header().Set("ETag", k.etag)
		w.Header().Set("Cache-Control", "no-cache")
		if strings.Contains(r.Header.Get("If-None-Match"), strings.Trim(k.etag, `"`)) { // packing adds to its end
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	w.WriteHeader(k.status)
	w.Write(k.body)
}
