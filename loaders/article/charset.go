package article

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decodeWide turns a stream that begins with the mark of UTF-16 into UTF-8, so
// that formats need not know of it.
func (in *input) decodeWide() {
	mark, err := in.Peek(2)
	if err != nil || (!bytes.Equal(mark, []byte{0xff, 0xfe}) && !bytes.Equal(mark, []byte{0xfe, 0xff})) {
		return
	}
	decoder := utf16.UTF16(utf16.LittleEndian, utf16.ExpectBOM).NewDecoder()
	in.Reader = bufio.NewReaderSize(transform.NewReader(in.Reader, decoder), headSize)
	in.charset = "utf-8"
}

// decode gives bytes in UTF-8. The first that speaks is believed: the mark at the
// start, the protocol (in.charset), a declaration in the first bytes, the bytes
// themselves when they are UTF-8, statistics, and at last windows-1252.
func (in *input) decode(raw []byte) ([]byte, error) {
	if utf8.Valid(raw) && (in.charset == "" || bytes.HasPrefix(raw, []byte("\ufeff")) || !escapes(raw)) {
		return raw, nil
	}
	table, name := in.encoding(raw)
	if table == nil {
		return nil, in.notUTF8(raw)
	}
	text, err := table.NewDecoder().Bytes(raw)
	if err != nil {
		return nil, whole(in.name, "not in "+name+", as it says", "convert it, for example: iconv -f WINDOWS-1252 -t UTF-8", err)
	}
	if at := damage(text); at >= 0 {
		return nil, in.notUTF8(raw)
	}
	return text, nil
}

// encoding finds the charset of bytes that are not UTF-8; nil when they are UTF-8
// with a fault in it, or no charset at all.
func (in *input) encoding(raw []byte) (encoding.Encoding, string) {
	if table, name := lookup(in.charset); table != nil && name != "utf-8" {
		return table, name
	}
	if name := declared(raw[:min(len(raw), headSize)]); name != "" {
		if table, name := lookup(name); table != nil && name != "utf-8" {
			return table, name
		}
	}
	if mostlyUTF8(raw) {
		return nil, ""
	}
	if best, err := chardet.NewTextDetector().DetectBest(raw[:min(len(raw), 1<<16)]); err == nil && best.Confidence >= needed(raw) && !strings.HasPrefix(best.Charset, "UTF-") {
		if table, name := lookup(strings.ReplaceAll(best.Charset, "GB-", "gb")); table != nil {
			return table, name
		}
	}
	return lookup("windows-1252")
}

// needed is how sure statistics must be. Where a fifth of the bytes is beyond ASCII it
// is another script, and any guess is better than windows-1252; where few are it is not.
func needed(raw []byte) int {
	beyond := 0
	for _, c := range raw {
		if c >= utf8.RuneSelf {
			beyond++
		}
	}
	if beyond*5 > len(raw) {
		return 8
	}
	return 35
}

// lookup returns the charset of a label; nil for one that is not known.
func lookup(label string) (encoding.Encoding, string) { return charset.Lookup(label) }

// declared returns the charset that XML or HTML names in its first bytes.
func declared(head []byte) string {
	lower := bytes.ToLower(head)
	for _, mark := range []string{"charset=", "encoding="} {
		at := bytes.Index(lower, []byte(mark))
		if at < 0 || !bytes.HasPrefix(bytes.TrimLeft(lower, " \t\r\n"), []byte("<")) {
			continue
		}
		rest := bytes.TrimLeft(lower[at+len(mark):], `"' `)
		if end := bytes.IndexAny(rest, "\"'>; /?\r\n"); end > 0 {
			return string(rest[:end])
		}
	}
	return ""
}

// mostlyUTF8 reports whether bytes hold at least as many characters of UTF-8
// beyond ASCII as faults: then they are UTF-8 that was damaged.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for at := 0; at < len(raw); {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size < 2 {
			bad++
		} else if size > 1 {
			good++
		}
		at += size
	}
	return good >= bad && good > 0
}

// escapes reports whether bytes hold the escape character, with which charsets
// of Japanese and Chinese are written in ASCII.
func escapes(raw []byte) bool { return bytes.IndexByte(raw, 0x1b) >= 0 }

// damage returns the first byte of a character that no text has, or -1.
func damage(text []byte) int {
	return bytes.IndexFunc(text, func(r rune) bool {
		return r == 0 || r == utf8.RuneError || r >= 0x80 && unicode.IsControl(r) && r != 0x85
	})
}

// notUTF8 is the error about a text that no charset explains.
func (in *input) notUTF8(raw []byte) error {
	at := invalid(raw)
	if at < 0 {
		return whole(in.name, fmt.Sprintf("not a text in %q", in.charset), "convert it to UTF-8", nil)
	}
	line := 1 + bytes.Count(raw[:at], []byte("\n"))
	return &Error{Name: in.name, Line: line, Offset: int64(at), What: "invalid UTF-8",
		Remedy: "convert it, for example: iconv -f WINDOWS-1252 -t UTF-8"}
}

// decodeLoose is decode for pages, which browsers read whatever their faults: what
// is no character becomes U+FFFD.
func (in *input) decodeLoose(raw []byte) []byte {
	text, err := in.decode(raw)
	if err != nil {
		text = bytes.ToValidUTF8(raw, []byte("\ufffd"))
	}
	return bytes.ReplaceAll(text, []byte{0}, nil)
}
