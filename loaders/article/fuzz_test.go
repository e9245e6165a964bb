package article

import (
	"errors"
	"strings"
	"testing"
)

// fuzz feeds whatever comes to a stream that begins as a format's samples do. Every
// article is sound and every error says what is wrong.
func fuzz(f *testing.F, format string) {
	for _, raw := range samples(f)[format] {
		f.Add([]byte(raw))
	}
	for _, raw := range broken()[format] {
		if len(raw) < 1<<12 {
			f.Add([]byte(raw))
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		n := 0
		for a, err := range Read(t.Context(), "in", strings.NewReader(string(raw))) {
			n++
			var foreign *LanguageError
			if err == nil || errors.As(err, &foreign) {
				sound(t, a)
				continue
			}
			var clear *Error
			if !errors.As(err, &clear) || strings.ContainsAny(err.Error(), "\n\r") {
				t.Fatalf("unclear error %q", err)
			}
		}
		if n == 0 {
			t.Fatal("neither article nor error")
		}
	})
}

func FuzzGzip(f *testing.F)   { fuzz(f, "gzip") }
func FuzzBzip2(f *testing.F)  { fuzz(f, "bzip2") }
func FuzzZstd(f *testing.F)   { fuzz(f, "zstd") }
func FuzzPDF(f *testing.F)    { fuzz(f, "PDF") }
func FuzzEPUB(f *testing.F)   { fuzz(f, "EPUB") }
func FuzzDOCX(f *testing.F)   { fuzz(f, "DOCX") }
func FuzzZip(f *testing.F)    { fuzz(f, "zip") }
func FuzzTar(f *testing.F)    { fuzz(f, "tar") }
func FuzzWARC(f *testing.F)   { fuzz(f, "WARC") }
func FuzzMbox(f *testing.F)   { fuzz(f, "mbox") }
func FuzzFeed(f *testing.F)   { fuzz(f, "feed") }
func FuzzJSON(f *testing.F)   { fuzz(f, "JSON") }
func FuzzHTML(f *testing.F)   { fuzz(f, "HTML") }
func FuzzNewsML(f *testing.F) { fuzz(f, "NewsML") }
func FuzzMail(f *testing.F)   { fuzz(f, "e-mail") }
func FuzzCSV(f *testing.F)    { fuzz(f, "CSV") }
func FuzzPlain(f *testing.F)  { fuzz(f, "plain text") }

// TestEveryFormatIsTried holds the samples against the table of formats.
func TestEveryFormatIsTried(t *testing.T) {
	good, bad := samples(t), broken()
	for i, format := range Formats() {
		if len(good[format.Name]) == 0 {
			t.Errorf("no sample of %s", format.Name)
		}
		for _, raw := range good[format.Name] {
			for _, before := range Formats()[:i] {
				if before.Sniff([]byte(raw[:min(len(raw), headSize)])) {
					t.Errorf("%s takes the sample of %s", before.Name, format.Name)
				}
			}
			if !format.Sniff([]byte(raw[:min(len(raw), headSize)])) {
				t.Errorf("%s does not take its own sample", format.Name)
			}
		}
		delete(bad, format.Name)
	}
	for name := range bad {
		t.Errorf("broken streams of %q, which is no format", name)
	}
}
