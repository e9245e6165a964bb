package article

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// samples are a good stream of each format, by the name of the format.
func samples(t testing.TB) map[string][]string {
	file := func(name string) string { in, _ := caseOf(t, filepath.Join("testdata", "cases", name)); return in }
	rows := "title,text,date\n"
	for i := range 6 {
		rows += fmt.Sprintf("\"Title %d\",\"The text of row %d, in quotes.\",2014-07-0%d\n", i, i, i+1)
	}
	return map[string][]string{
		"gzip": {gzipped(story)}, "zstd": {zstandard(story)}, "bzip2": {bzipped(t, story)}, "PDF": {pdfStory()}, "EPUB": {epubStory()}, "DOCX": {docxStory()},
		"zip": {zipOf(true, "a.txt", story), zipOf(false, "a.txt", story)}, "tar": {tarOf("a.txt", story)}, "WARC": {warcOf()},
		"mbox": {file("box.mbox")}, "feed": {file("atom.xml"), file("rss.xml"), file("feed.json")},
		"JSON": {file("newsapi.json"), `{"title": "A", "text": "The text of it."}` + "\n" + `{"title": "B", "text": "The text of the other."}` + "\n"},
		"HTML": {file("linked.html"), file("bare.html")}, "NewsML": {file("release.nitf"), file("item.newsml"), file("item.g2.xml")},
		"e-mail": {file("release.eml")}, "CSV": {rows, file("ferry.tsv")}, "plain text": {story},
	}
}

// broken are streams that a writer of each format could get wrong.
func broken() map[string][]string {
	page := func(body string) string {
		return "<!DOCTYPE html><html><head><title>T</title></head>" + body + "</html>"
	}
	mail := func(head, body string) string {
		return "From: a@b.example\nMessage-ID: <1@b.example>\n" + head + "\n" + body
	}
	out := map[string][]string{
		"HTML": {"<html>", "<!DOCTYPE html>", "<html><body></body></html>", "<html><head><title></title></head><body> </body></html>", "<body>", "<div", "<p>", "<p> </p>",
			page("<body>"), page("<body>&nbsp;</body>"), page("<body><!-- words --></body>"), page("<body><script>var words = 'many words'</script></body>"),
			page("<body><style>p { }</style></body>"), page("<body><img src=a.png></body>"), page("<frameset><frame src=a></frameset>"), page("<body><iframe src=a></iframe></body>"),
			page("<body><br><hr><br></body>"), page("<body><p></p><p></p></body>"), page("<body><noscript></noscript></body>"),
			page("<body><video src=a></video></body>"), page("<body><canvas></canvas></body>"), page("<body><table><tr><td></td></tr></table></body>"),
			page("<body><input value=words></body>"), page("<body><script>" + strings.Repeat("x;", 5000)), "<html" + strings.Repeat("<div>", 3000), "<html>" + strings.Repeat("\x00\x01", 2000), "<head><meta charset=utf-8>"},
		"e-mail": {mail("Content-Type: multipart/mixed\n", "words"), mail("Content-Type: multipart/mixed; boundary=x\n", "words"), mail("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n", "!!!!"),
			mail("Content-Transfer-Encoding: base64\n", "QUJD*"), mail("", ""), mail("", "  \n\n"), mail("Content-Type: image/png\n", "words"), mail("Content-Type: text/html\n", "<p></p>"),
			mail("Content-Type: text/plain; charset=utf-8\n", "a\x00b\x00"), mail("Subject\n", "words")},
		"CSV": {"title,text\n", "title,text\n\"a,b\n", "title,text\na\n", "title,text\na,b,c\n", "title,text\na,\n", "title,text\na,\"b\"c\n", "title,text\na,b\"c\n",
			"title,text\na,\xff\xfe\x00\n", "a\ttext\nx\t\n", "title;text\na;b;c\n", "20130507\t" + strings.Repeat("x\t", 56) + "x\n", "20130507101500-1\t" + strings.Repeat("x\t", 25) + "x\n"},
		"plain text": {"", " ", "\n\n\n", "\t", "\x00", "words\x00words", "\ufeff", "\ufeff \n", "\x01\x02\x03\x04", strings.Repeat("\x07", 99), "a\x00", strings.Repeat("words ", 1000) + "\x00"},
		"JSON":       {"{}", "[]", "[{}]", "[{]", `{"text": }`, `{"text": ""}`, `{"text": "  "}`, `{"text": 3}`, `{"text": null}`, `{"text": ["a"]}`, `{"title": "x"}`, `[{"text": "a"`, `{"a": 1}`, `{"text": "a"`, `{"text": "a}`, `{"text": "\q"}`, "{\"text\": \"\xff\"}", `{"text": "a"} x`, `{"articles": []}`, `{"articles": [{]}`, `{"articles": [{"text": "x"}`, `{"data": [{}]}`, `{"text": "\u00"}`, `{"text" "a"}`, `{"text": "a",}`, `{'text'}`, `{"": {}}`, `{"rows": [{"row": {}}]}`, `{"text": {"a": 1}}`, `{"text": true}`, `[{"text": "a"},]`, `[{"text": 1}]`},
		"mbox":       {"From a 2014\nA: b\n", "From a 2014\nSubject: x\n\n"},
		"feed":       {"<rss></rss>", "<rss><channel></channel></rss>", "<feed>", `<feed xmlns="http://www.w3.org/2005/Atom"></feed>`, "<rss version='2.0'><channel><item></channel></rss>", "<rdf:RDF xmlns:rdf='x'/>", `{"version": "https://jsonfeed.org/version/1", "items": []}`},
		"NewsML":     {"<nitf/>", "<nitf><body/></nitf>", "<newsItem/>", "<NewsML/>", "<NewsML><NewsItem/></NewsML>", "<newsMessage/>", "<packageItem/>", "<?xml version='1.0'?><foo/>", "<?xml version='1.0'?><nitf><p>&zz;</p></nitf>", "<nitf><body></nitf>", "<?xml version='1.0' encoding='none'?><nitf>", "<nitf a=b/>", "<nitf><body><body.content/></body></nitf>"},
		"DOCX":       {docxOf(""), docxOf("<w:p/>"), docxOf("<w:p>"), docxOf(strings.Repeat("<w:p>", 700)), zipOf(true, "[Content_Types].xml", "<x/>"), zipOf(true, "_rels/.rels", "", "xl/workbook.xml", ""), zipOf(true, "mimetype", "application/vnd.oasis.opendocument.text")},
		"EPUB":       {epubOf(""), epubOf("<package/>"), epubOf("<package>"), zipOf(true, "mimetype", "application/epub+zip"), epubOf(`<package><manifest><item id="a" href="a.html" media-type="text/html"/></manifest><spine><itemref idref="a"/></spine></package>`)},
		"PDF":        {"%PDF-", "%PDF-1.4\n", "%PDF-1.4\n%%EOF", pdfOf(), pdfOf("123"), "%PDF-1.7\nxref\n0 0\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n", "%PDF-1.4\nstartxref\n99999\n%%EOF\n"},
		"WARC":       {"WARC/1.0\r\n", "WARC/1.0\r\n\r\n", "WARC/1.0\r\nContent-Length: x\r\n\r\n", "WARC/1.0\r\nContent-Length: -1\r\n\r\n", "WARC/1.0\r\nContent-Length: 9\r\n\r\nabc", warcRecord("response", "u", "application/http", "no answer"), warcRecord("response", "u", "application/http", "HTTP/1.1 abc\r\n\r\n"), warcRecord("warcinfo", "", "", ""), warcRecord("resource", "u", "text/html", "")},
		"tar":        {tarOf(), tarOf("a.png", "x"), tarOf("a.txt", ""), tarOf("a.txt", "\x00")},
		"zip":        {zipOf(true), zipOf(false), zipOf(true, "a.txt", ""), zipOf(true, "a.png", "x"), "PK\x05\x06" + strings.Repeat("\x00", 18)},
	}
	for i := range 14 { // letters of no charset, at another place each
		out["plain text"] = append(out["plain text"], strings.Repeat("wörds ", i+1)+"\xc3\x28 "+story, strings.Repeat("„x“ ", i+1)+"\xff "+story)
	}
	return out
}

// mutations damages a stream in many ways, the same ones every time: cut off,
// a byte changed, a run left out, a run twice, zeros put in.
func mutations(raw string) []string {
	var out []string
	for k := 1; k < 40; k++ {
		at := len(raw) * k / 40
		end := min(len(raw), at+1+len(raw)/30)
		out = append(out, raw[:at], raw[:at]+string([]byte{raw[at] ^ 0x15})+raw[at+1:], raw[:at]+raw[end:],
			raw[:at]+raw[at:end]+raw[at:], raw[:at]+"\x00\x00\xff"+raw[at:])
	}
	return out
}

// TestMalformed feeds each format with damaged streams. Each gives articles, or one
// clear error, and no panic; at least thirty give the error.
func TestMalformed(t *testing.T) {
	hand := broken()
	for name, good := range samples(t) {
		t.Run(name, func(t *testing.T) {
			bad := map[string]bool{}
			inputs := hand[name]
			for _, raw := range good {
				inputs = append(inputs, mutations(raw)...)
			}
			// These hold several articles, and the damage may touch two, or stand
			// beside an error that the sample has anyway; of an archive both the entry
			// is named and that what stands behind it is lost.
			many := slices.Contains([]string{"mbox", "feed", "e-mail", "WARC", "JSON", "NewsML", "CSV", "zip", "tar"}, name)
			for _, raw := range inputs {
				n, errs := tried(t, raw)
				switch {
				case n+errs == 0:
					t.Errorf("%q gives nothing", brief(raw))
				case errs > 1 && !many || errs > 2:
					t.Errorf("%q gives %d errors", brief(raw), errs)
				case errs > 0:
					bad[raw] = true
				}
			}
			for _, raw := range hand[name] {
				if !bad[raw] {
					t.Errorf("%q gives no error", brief(raw))
				}
			}
			if len(bad) < 30 {
				t.Errorf("only %d malformed streams", len(bad))
			}
			t.Logf("%d of %d streams give an error", len(bad), len(inputs))
		})
	}
}

// tried reads a stream and counts its articles and errors, each of which must be clear.
func tried(t *testing.T, raw string) (articles, errs int) {
	t.Helper()
	for a, err := range Read(t.Context(), "in", strings.NewReader(raw)) {
		var foreign *LanguageError
		if err == nil || errors.As(err, &foreign) {
			sound(t, a)
			articles++
			continue
		}
		errs++
		var clear *Error
		text := err.Error()
		if !errors.As(err, &clear) || !strings.HasPrefix(text, "in") || clear.What == "" || clear.Remedy == "" || strings.ContainsAny(text, "\n\r\x00") || len(text) > 700 {
			t.Errorf("%q gives the unclear error %q", brief(raw), text)
		}
	}
	return articles, errs
}

func brief(raw string) string {
	if len(raw) > 160 {
		return raw[:70] + " ... " + raw[len(raw)-70:]
	}
	return raw
}

// TestBatchGoesOn puts a broken file of each kind between good ones.
func TestBatchGoesOn(t *testing.T) {
	dir, n := t.TempDir(), 0
	put := func(raw string) {
		n++
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", n)), []byte(raw), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	wantBad, wantGood := 0, 0
	for _, list := range broken() {
		put(list[len(list)-1])
		put(story)
		wantBad, wantGood = wantBad+1, wantGood+1
	}
	good, bad := 0, 0
	for _, err := range Walk(t.Context(), []string{dir}, nil) {
		if err != nil {
			bad++
		} else {
			good++
		}
	}
	if good != wantGood || bad != wantBad {
		t.Errorf("%d good, %d bad, want %d and %d", good, bad, wantGood, wantBad)
	}
}
