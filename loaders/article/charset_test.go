package article

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func encoded(t *testing.T, e encoding.Encoding, text string) string {
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestCharsets reads texts in the charsets of papers, with nothing that tells which.
func TestCharsets(t *testing.T) {
	russian := strings.Repeat("Министры иностранных дел встретились в пятницу в порту. ", 6)
	western := strings.Repeat("“The café of the señor,” said François — and the naïve envoy’s résumé was read. ", 6)
	for _, c := range []struct {
		name string
		e    encoding.Encoding
		text string
	}{
		{"windows-1252", charmap.Windows1252, western},
		{"windows-1251", charmap.Windows1251, russian},
		{"koi8-r", charmap.KOI8R, russian},
		{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), western},
		{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), russian},
		{"shift_jis", japanese.ShiftJIS, strings.Repeat("両国の外相は金曜日に港で会談し、漁業をめぐる争いを終わらせることで合意した。", 5)},
		{"euc-kr", korean.EUCKR, strings.Repeat("두 나라의 외무장관은 금요일 항구에서 만나 어업 분쟁을 끝내기로 했다. ", 5)},
		{"gb18030", simplifiedchinese.GB18030, strings.Repeat("两国外交部长星期五在港口会晤，以结束关于捕鱼的争端。", 8)},
	} {
		text := "1\n\n" + strings.TrimSpace(c.text)
		for a, err := range (Options{AnyLanguage: true}).Read(t.Context(), c.name, strings.NewReader(encoded(t, c.e, text))) {
			if err != nil || a.Text != text {
				t.Errorf("%s: error %v, got %.80q", c.name, err, a.Text)
			}
		}
	}
}

// TestCharsetOrder holds who is believed: mark, protocol, declaration, bytes.
func TestCharsetOrder(t *testing.T) {
	page := func(charset, words string) string {
		return "<html><head><meta charset=" + charset + "><title>T</title></head><body><p>" + words + "</p></body></html>"
	}
	for _, c := range []struct{ name, charset, raw, want string }{
		{"mark", "iso-8859-1", "\ufeff" + page("koi8-r", "né"), "né"},
		{"protocol", "windows-1251", page("koi8-r", "\xcd\xe5\xf2"), "Нет"},
		{"declaration", "", page("koi8-r", "\xee\xc5\xd4"), "Нет"},
		{"UTF-8 before a wrong declaration", "", page("iso-8859-1", "né"), "né"},
		{"the last", "", page("x-unknown", "n\xe9"), "né"},
		{"ISO-2022-JP", "iso-2022-jp", page("x", "\x1b$B4A;z\x1b(B"), "漢字"},
	} {
		in := &input{name: c.name, charset: c.charset}
		if got := string(in.decodeLoose([]byte(c.raw))); !strings.Contains(got, "<p>"+c.want+"</p>") {
			t.Errorf("%s: got %q", c.name, got)
		}
	}
}

func TestMap(t *testing.T) {
	m, err := ParseMap("text=data.body, title=Überschrift ,published=when")
	if err != nil {
		t.Fatal(err)
	}
	line := `{"data": {"body": "The text of it."}, "text": "not this", "Überschrift": "A title", "when": "May 7, 2013"}`
	table := "Überschrift,when,data.body,note\nA title,2013-05-07,The text of it.,x\n"
	for _, raw := range []string{line, table} {
		for a, err := range (Options{Map: m}).Read(t.Context(), "in", strings.NewReader(raw)) {
			if err != nil || a.Text != "The text of it." || a.Title != "A title" || a.Published != "2013-05-07" {
				t.Errorf("%q: %v, %+v", raw, err, a)
			}
		}
	}
	for _, bad := range []string{"text", "text=", "=x", "body=x"} {
		if _, err := ParseMap(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
