package article

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"
)

func deflated(content string) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, 9)
	io.WriteString(w, content)
	w.Close()
	return b.Bytes()
}

func sum32(content string) uint32 { return crc32.ChecksumIEEE([]byte(content)) }

// titles lists the titles that a stream gives, and its errors.
func titles(t testing.TB, o Options, name, raw string) []string {
	var out []string
	for a, err := range o.Read(t.Context(), name, strings.NewReader(raw)) {
		if err != nil {
			out = append(out, "error: "+err.Error())
			continue
		}
		sound(t, a)
		out = append(out, a.Title)
	}
	return out
}

func TestContainers(t *testing.T) {
	talks := "Arland and Borvia open talks"
	page := smallPage("Talks open")
	line := `{"title": "A line", "text": "The text of a line of a corpus."}` + "\n"
	for _, c := range []struct {
		name, raw string
		want      string
	}{
		{"gzip", gzipped(story), talks},
		{"zstd", zstandard(story), talks},
		{"bzip2", bzipped(t, story), talks},
		{"two members of gzip", gzipped(line) + gzipped(line), "A line; A line"},
		{"zip", zipOf(true, "a.txt", story, "b/c.html", page, "d.png", "\x89PNG", ".e.txt", story), talks + "; Talks open"},
		{"zip as it streams", zipOf(false, "a.txt", story, "x.bin", strings.Repeat("x", 9000), "b.txt", story), talks + "; " + talks},
		{"zip with an empty entry", zipOf(false, "a.txt", "", "b.txt", story), "error: x!a.txt: empty (give a file with text); " + talks},
		{"tar", tarOf("../../etc/a.txt", story, "b.jsonl", line+line), talks + "; A line; A line"},
		{"tar in gzip", gzipped(tarOf("a.txt", story)), talks},
		{"zip in tar in zstd", zstandard(tarOf("in.zip", zipOf(true, "a.txt", story), "b.txt", story)), talks + "; " + talks},
		{"bad entries", tarOf("a.txt", "\x00\x01", "b.gz", "\x1f\x8bxx", "c.txt", story),
			"error: x!a.txt: binary, of no format known here (give text or JSON in UTF-8); error: x!b.gz: broken gzip: unexpected EOF (fetch the file again); " + talks},
		{"nothing in it", tarOf("a.png", "x"), "error: x: an archive without articles (give one with files that end in " + strings.Join(endings(), ", ") + ")"},
		{"WARC", warcOf(), "Talks open; " + talks},
		{"WARC in gzip, a member a record", gzipped(warcRecord("warcinfo", "", "x", "y")) + gzipped(warcRecord("resource", "https://courier.example/z", "text/html", page)), "Talks open"},
		{"WARC with a bad record", "WARC/1.0\r\nWARC-Type: response\r\n\r\nblock\r\n\r\n" + warcOf(),
			"error: x, record 1: broken WARC: a record without a Content-Length (fetch the archive again); Talks open; " + talks},
		{"a name that breaks lines", tarOf("a\n\x1b[31mb.txt", "\x00"), "error: x!a ?[31mb.txt: binary, of no format known here (give text or JSON in UTF-8)"},
		{"DOCX", docxStory(), talks},
		{"EPUB", epubStory(), "The first talks; The second talks"},
		{"PDF", pdfStory(), talks},
		{"PDF in zip", zipOf(true, "a.pdf", pdfStory()), talks},
		{"wide", "\xff\xfeA\x00 \x00t\x00i\x00t\x00l\x00e\x00\n\x00\n\x00T\x00h\x00e\x00 \x00e\x00n\x00d\x00.\x00", "A title"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(titles(t, Options{}, "x", c.raw), "; "); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestDocuments(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"docx", docxStory(), "Mara Quill|2014-06-13|Port Arl|"},
		{"epub", epubStory(), "Mara Quill|2014-06-20||urn:review:7#text/one%20a.xhtml"},
		{"pdf", pdfStory(), "Mara Quill|2014-06-13||"},
	} {
		for a, err := range Read(t.Context(), c.name, strings.NewReader(c.raw)) {
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(a.Authors, ";") + "|" + string(a.Published) + "|" + a.Dateline + "|"
			if !strings.HasPrefix(a.ID, "digest:") {
				got += a.ID
			}
			if got != c.want || strings.Contains(a.Text, "Corvia") {
				t.Errorf("%s: got %s, want %s\n%s", c.name, got, c.want, a.Text)
			}
			break
		}
	}
}

func TestBombs(t *testing.T) {
	zeros := strings.Repeat("0", 4<<20)
	small := Limits{Slack: 1 << 20, Ratio: 100}
	nested := story
	for range 9 {
		nested = gzipped(nested)
	}
	var many []string
	for i := range 40 {
		many = append(many, fmt.Sprintf("%d.txt", i), story)
	}
	for _, c := range []struct {
		name, raw string
		limits    Limits
		articles  int
	}{
		{"ratio in gzip", gzipped(zeros), small, 0},
		{"ratio in zstd", zstandard(zeros), small, 0},
		{"ratio in zip", zipOf(true, "a.txt", zeros), small, 0},
		{"ratio in zip that streams", zipOf(false, "a.bin", zeros, "b.txt", story), small, 0},
		{"ratio over levels", gzipped(gzipped(zeros)), small, 0},
		{"ratio in DOCX", docxOf(zeros), small, 0},
		{"depth", nested, Limits{}, 0},
		{"entries", tarOf(many...), Limits{Entries: 10}, 10},
		{"bytes", gzipped(tarOf(many...)), Limits{Bytes: 20_000}, 20},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, bad := 0, []error{}
			for _, err := range (Options{Limits: c.limits}).Read(t.Context(), "x", strings.NewReader(c.raw)) {
				if err != nil {
					bad = append(bad, err)
				} else {
					n++
				}
			}
			if len(bad) != 1 || !errors.Is(bad[0], ErrBomb) || n > c.articles {
				t.Errorf("%d articles, errors %v", n, bad)
			}
		})
	}
}
