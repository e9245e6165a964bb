package article

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// story is an article as a plain text, of our own words.
const story = "Arland and Borvia open talks\n\nPORT ARL — The ministers of Arland and Borvia met on Friday to end the quarrel over the fishing grounds.\n\nThey will meet again in July, and each has said that it hopes for an accord.\n"

func gzipped(raw string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(raw))
	w.Close()
	return b.String()
}

func zstandard(raw string) string {
	w, _ := zstd.NewWriter(nil)
	return string(w.EncodeAll([]byte(raw), nil))
}

// bzipped is story in bzip2, which the standard library only unpacks.
func bzipped(t testing.TB, raw string) string {
	path, err := exec.LookPath("bzip2")
	if err != nil {
		t.Skip("no bzip2")
	}
	cmd := exec.Command(path, "-c")
	cmd.Stdin = strings.NewReader(raw)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// zipOf packs files: name, content, name, content. With seekable sizes stand in
// front of the entries.
func zipOf(seekable bool, files ...string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		head := &zip.FileHeader{Name: files[i], Method: zip.Deflate}
		if files[i] == "mimetype" {
			head.Method = zip.Store
		}
		if !seekable {
			f, _ := w.CreateHeader(head)
			f.Write([]byte(files[i+1]))
			continue
		}
		rawEntry(w, head, files[i+1])
	}
	w.Close()
	return b.String()
}

func rawEntry(w *zip.Writer, head *zip.FileHeader, content string) {
	packed := []byte(content)
	if head.Method == zip.Deflate {
		packed = deflated(content)
	}
	head.CRC32, head.CompressedSize64, head.UncompressedSize64 = sum32(content), uint64(len(packed)), uint64(len(content))
	f, _ := w.CreateRaw(head)
	f.Write(packed)
}

func tarOf(files ...string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w.WriteHeader(&tar.Header{Name: files[i], Mode: 0o644, Size: int64(len(files[i+1]))})
		w.Write([]byte(files[i+1]))
	}
	w.Close()
	return b.String()
}

// warcRecord writes a record; its block begins with the answer of a server.
func warcRecord(kind, uri, media, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, uri, media, len(block), block)
}

func httpAnswer(status, media, body string) string {
	return fmt.Sprintf("HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", status, media, len(body), body)
}

// smallPage is a page of our own words.
func smallPage(title string) string {
	return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>The ministers of Arland and Borvia met on Friday to end the quarrel over the fishing grounds between the two states.</p>" +
		"<p>They will meet again in July, and each has said that it hopes for an accord before the autumn, when the boats go out.</p></article></body></html>"
}

func warcOf() string {
	return warcRecord("warcinfo", "", "application/warc-fields", "software: ours\r\n") +
		warcRecord("request", "https://courier.example/a", "application/http;msgtype=request", "GET / HTTP/1.1\r\n\r\n") +
		warcRecord("response", "https://courier.example/a", "application/http;msgtype=response", httpAnswer("200 OK", "text/html; charset=utf-8", smallPage("Talks open"))) +
		warcRecord("response", "https://courier.example/a.jpg", "application/http;msgtype=response", httpAnswer("200 OK", "image/jpeg", "\xff\xd8")) +
		warcRecord("response", "https://courier.example/b", "application/http;msgtype=response", httpAnswer("404 Not Found", "text/html", smallPage("No page"))) +
		warcRecord("conversion", "https://courier.example/c", "text/plain", story)
}

func docxOf(body string) string {
	return zipOf(true, "[Content_Types].xml", "<Types/>", "_rels/.rels", "<Relationships/>",
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+body+`</w:body></w:document>`)
}

func docxStory() string {
	p := func(style, words string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t xml:space="preserve">` + words + `</w:t></w:r></w:p>`
	}
	return docxOf(p("Title", "Arland and Borvia open talks") + p("Normal", "By Mara Quill") + p("Normal", "June 13, 2014") +
		`<w:p><w:r><w:t>PORT ARL — The ministers of Arland and </w:t></w:r><w:del><w:r><w:delText>Corvia</w:delText></w:r></w:del><w:r><w:t>Borvia met on Friday.</w:t></w:r></w:p>` +
		p("Normal", "They will meet again in July, and each has said that it hopes for an accord."))
}

func epubOf(opf string, files ...string) string {
	return zipOf(true, append([]string{"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`, "OEBPS/book.opf", opf}, files...)...)
}

func epubStory() string {
	return epubOf(`<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Coast Review</dc:title><dc:creator>Mara Quill</dc:creator><dc:date>2014-06-20</dc:date><dc:language>en</dc:language><dc:identifier>urn:review:7</dc:identifier></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/><item id="a" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="c"/><itemref idref="a"/><itemref idref="b"/></spine></package>`,
		"OEBPS/nav.xhtml", "<html><body><p>Contents</p></body></html>", "OEBPS/cover.xhtml", "<html><body><img/></body></html>",
		"OEBPS/text/one a.xhtml", smallPage("The first talks"), "OEBPS/two.xhtml", smallPage("The second talks"))
}

// pdfOf writes a PDF with a page of lines in a font of its own list.
func pdfOf(lines ...string) string {
	content := "BT /F1 12 Tf 72 720 Td 14 TL\n"
	for _, line := range lines {
		content += "(" + strings.NewReplacer("(", `\(`, ")", `\)`).Replace(line) + ") Tj T*\n"
	}
	content += "ET"
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, object := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.String()
}

func pdfStory() string {
	return pdfOf("Arland and Borvia open talks", "", "By Mara Quill", "June 13, 2014", "", "The ministers of Arland and Borvia met on Friday to end the quarrel over the fishing", "grounds between the two states.", "They will meet again in July.")
}
