package article

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// endless gives the same piece again and again, n times.
type endless struct {
	piece string
	n     int
	at    int
}

// Read reads on.
func (e *endless) Read(p []byte) (int, error) {
	if e.n == 0 {
		return 0, io.EOF
	}
	n := copy(p, e.piece[e.at:])
	if e.at += n; e.at == len(e.piece) {
		e.at, e.n = 0, e.n-1
	}
	return n, nil
}

// TestConstantMemory holds the heap behind the last article of a long stream
// against the one behind the first.
func TestConstantMemory(t *testing.T) {
	record := warcRecord("conversion", "https://courier.example/c", "text/plain", story)
	line := `{"title": "A title", "text": "The text of a line of a corpus, which is read and left."}` + "\n"
	for _, c := range []struct {
		name, first, piece string
		n                  int
	}{
		{"JSONL", "", line, 16_000},
		{"JSON array", "[" + line, "," + line, 16_000},
		{"CSV", "title,text\n", "A title,\"The text of a row, which is read and left.\"\n", 16_000},
		{"WARC", record, record, 4_000},
		{"mbox", "", "From a 2014\nFrom: A <a@b.example>\nMessage-ID: <1@b.example>\n\nThe text of a message.\n\n", 4_000},
		{"NewsML", "<newsMessage>", "<newsItem guid='1'><contentSet><inlineData>The text of an item.</inlineData></contentSet></newsItem>", 4_000},
		{"tar", "", tarOf("a.txt", story)[:1024], 4_000},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, first, most := 0, uint64(0), uint64(0)
			for a, err := range Read(t.Context(), "in", io.MultiReader(strings.NewReader(c.first), &endless{piece: c.piece, n: c.n})) {
				if n++; err != nil && n < c.n {
					t.Fatal(err)
				}
				_ = a
				if n == c.n/10 {
					first = heap()
				} else if n%(c.n/4) == 0 {
					most = max(most, heap())
				}
			}
			if n < c.n || most > first+1<<20 {
				t.Errorf("%d articles; %d KiB behind a tenth of them, %d KiB later", n, first>>10, most>>10)
			}
		})
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func drain(b *testing.B, name, raw string) (n int) {
	for _, err := range Read(b.Context(), name, strings.NewReader(raw)) {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	return n
}

// BenchmarkFeed reads a feed of a hundred items of four sentences. The bar is 5,000 items/s.
func BenchmarkFeed(b *testing.B) {
	var feed strings.Builder
	feed.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title><language>en</language>`)
	for i := range 100 {
		fmt.Fprintf(&feed, "<item><title>Title %d</title><link>https://courier.example/%d</link><pubDate>Mon, 30 Jun 2014 18:20:00 GMT</pubDate><description>&lt;p&gt;%s&lt;/p&gt;</description></item>", i, i, strings.ReplaceAll(strings.TrimSpace(story), "\n\n", "&lt;/p&gt;&lt;p&gt;"))
	}
	feed.WriteString("</channel></rss>")
	items := 0
	for b.Loop() {
		items += drain(b, "feed", feed.String())
	}
	b.ReportMetric(float64(items)/b.Elapsed().Seconds(), "items/s")
}

// BenchmarkWARC goes through the records of an archive whose pages are not read.
// The bar is 100 MB/s.
func BenchmarkWARC(b *testing.B) {
	answer := httpAnswer("200 OK", "image/png", strings.Repeat("0123456789abcdef", 4000))
	raw := strings.Repeat(warcRecord("response", "https://courier.example/a.png", "application/http;msgtype=response", answer), 200) +
		warcRecord("resource", "https://courier.example/a", "text/plain", story)
	packed := gzipped(raw)
	for name, in := range map[string]string{"plain": raw, "gzip": packed} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				drain(b, "warc", in)
			}
		})
	}
}

// BenchmarkLines reads a corpus in JSONL.
func BenchmarkLines(b *testing.B) {
	raw := strings.Repeat(fmt.Sprintf(`{"title": "A title", "text": %q}`, story)+"\n", 1000)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		drain(b, "in.jsonl", raw)
	}
}

// BenchmarkPages reads the pages of the shared data.
func BenchmarkPages(b *testing.B) {
	pages, err := filepath.Glob(filepath.Join(shared(b, "data/html/test/test-pages"), "*", "source.html"))
	if err != nil || len(pages) == 0 {
		b.Skip("no pages")
	}
	n := 0
	for b.Loop() {
		raw, err := os.ReadFile(pages[n%len(pages)])
		if err != nil {
			b.Fatal(err)
		}
		pageArticle((&input{}).decodeLoose(raw), "page", "")
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "pages/s")
}
