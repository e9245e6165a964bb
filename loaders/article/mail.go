package article

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"
)

// mailFormat is one message: a release or a report as it was mailed. Its text is the
// subject and the body, plain where there is one; files with it are read too.
func mailFormat() Format {
	return Format{
		Name: "e-mail", About: "a message (.eml): subject and body, and the files with it",
		Exts:  []string{".eml"},
		Sniff: sniffMail,
		read:  readMail,
	}
}

// mboxFormat is a box of messages, one after another.
func mboxFormat() Format {
	return Format{
		Name: "mbox", About: "a box of messages, one after another",
		Exts:  []string{".mbox", ".mbx"},
		Sniff: func(head []byte) bool { return fromForm.Match(head) },
		read:  readMbox,
	}
}

var (
	fromForm   = regexp.MustCompile(`^From [^\n]{0,200}\d{4}[^\n]{0,40}\r?\n>?[A-Za-z][A-Za-z\-]*:`)
	headerForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9\-]*:`)
)

// sniffMail takes a head of a message's fields that names a sender and one thing
// that only mail has, or a sender, a subject and a date.
func sniffMail(head []byte) bool {
	if !headerForm.Match(head) {
		return false
	}
	fields := map[string]bool{}
	for line := range strings.SplitSeq(string(head), "\n") {
		line = strings.TrimRight(line, "\r")
		if line == "" {
			break
		}
		if name, _, ok := strings.Cut(line, ":"); ok && headerForm.MatchString(line) {
			fields[strings.ToLower(name)] = true
		}
	}
	return fields["from"] && (fields["message-id"] || fields["mime-version"] || fields["received"] || fields["return-path"] || fields["subject"] && fields["date"])
}

func readMail(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		raw, err := in.slurp()
		if err != nil {
			yield(Article{}, err)
			return
		}
		in.message(ctx, in.name, raw, yield)
	}
}

// readMbox reads one message after another. A line "From " after an empty line
// begins the next.
func readMbox(ctx context.Context, in *input) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		buffered := bufio.NewReaderSize(in, 1<<16)
		var held []byte
		gap, n := true, 0
		for ctx.Err() == nil {
			line, err := readLine(buffered)
			begins := gap && bytes.HasPrefix(line, []byte("From "))
			if !begins && len(held) <= MaxText {
				held = append(held, unquoted(line)...)
			}
			if (begins || err != nil) && len(bytes.TrimSpace(held)) > 0 {
				n++
				if !in.message(ctx, fmt.Sprintf("%s, message %d", in.name, n), held, yield) {
					return
				}
				held = held[:0]
			}
			if err != nil && !errors.Is(err, io.EOF) {
				yield(Article{}, cannot(in.name, err))
				return
			}
			if err != nil {
				break
			}
			gap = len(bytes.TrimSpace(line)) == 0
		}
		if n == 0 && ctx.Err() == nil {
			yield(Article{}, whole(in.name, "a box without messages", "save it again", ErrNotArticle))
		}
	}
}

// unquoted takes the sign off a line of a message that began with "From ".
func unquoted(line []byte) []byte {
	if rest := bytes.TrimLeft(line, ">"); len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From ")) {
		return line[1:]
	}
	return line
}

// message gives the article of a message and those of the files with it.
func (in *input) message(ctx context.Context, name string, raw []byte, yield func(Article, error) bool) bool {
	if len(raw) > MaxText {
		return yield(Article{}, whole(name, fmt.Sprintf("a message larger than %d MiB", MaxText>>20), "take the files out of it", nil))
	}
	msg, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return yield(Article{}, whole(name, "a broken message", "save it again", errors.New(oneLine(err.Error()))))
	}
	m := &letter{input: in, name: name}
	body, _ := io.ReadAll(msg.Body)
	if err := m.part(textproto.MIMEHeader(msg.Header), body, 0); err != nil {
		return yield(Article{}, whole(name, "a broken message", "save it again", err))
	}
	a, err := m.article(msg.Header)
	if (err == nil || len(m.files) == 0) && !yield(a, err) {
		return false
	}
	for _, file := range m.files {
		for a, err := range in.inside(ctx, entryName(name, file.name), in.budget.unpacked(bytes.NewReader(file.content))) {
			if !yield(a, err) {
				return false
			}
		}
	}
	return true
}

// letter is a message while it is read.
type letter struct {
	*input
	name        string
	plain, html string // the first of each
	files       []file
}

type file struct {
	name    string
	content []byte
}

// maxParts bounds how parts of a message stand in one another.
const maxParts = 12

// part keeps what a part of a message holds.
func (m *letter) part(header textproto.MIMEHeader, body []byte, depth int) error {
	media, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		media = "text/plain"
	}
	if strings.HasPrefix(media, "multipart/") {
		if depth > maxParts {
			return errors.New("its parts stand too deep in one another")
		}
		return m.parts(params["boundary"], body, depth)
	}
	content, err := transferred(header.Get("Content-Transfer-Encoding"), body)
	if err != nil {
		return err
	}
	disposition, more, _ := mime.ParseMediaType(header.Get("Content-Disposition"))
	name := headerWords(firstOf(more["filename"], params["name"]))
	switch {
	case disposition == "attachment" || name != "" && !strings.HasPrefix(media, "text/"), media == "message/rfc822":
		if media == "message/rfc822" || m.worth(name) {
			m.files = append(m.files, file{firstOf(name, "message.eml"), content})
		}
	case media == "text/plain" && m.plain == "":
		m.plain, err = m.inCharset(params["charset"], content)
	case media == "text/html" && m.html == "":
		m.html, err = m.inCharset(params["charset"], content)
	}
	return err
}

func (m *letter) parts(boundary string, body []byte, depth int) error {
	if boundary == "" {
		return errors.New("a message of parts without a boundary")
	}
	reader := multipart.NewReader(bytes.NewReader(body), boundary)
	for n := 0; ; n++ {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) || err != nil && n > 0 && m.plain+m.html != "" {
			return nil // a text that was read stands, though the end is cut off
		}
		if err != nil {
			return err
		}
		content, err := io.ReadAll(part)
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
		if err := m.part(part.Header, content, depth+1); err != nil {
			return err
		}
	}
}

// transferred undoes the encoding for transfer.
func transferred(encoding string, body []byte) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		clean := bytes.Map(func(r rune) rune {
			if r == '\r' || r == '\n' || r == ' ' || r == '\t' {
				return -1
			}
			return r
		}, body)
		out := make([]byte, base64.StdEncoding.DecodedLen(len(clean)))
		n, err := base64.StdEncoding.Decode(out, clean)
		if err != nil {
			return nil, fmt.Errorf("base64: %w", err)
		}
		return out[:n], nil
	case "quoted-printable":
		out, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
		if err != nil {
			return nil, errors.New(oneLine(err.Error()))
		}
		return out, nil
	}
	return body, nil
}

// inCharset converts a part to UTF-8.
func (m *letter) inCharset(charset string, content []byte) (string, error) {
	in := &input{name: m.name, charset: charset}
	text, err := in.decode(content)
	if err == nil && binary(text) {
		err = errors.New("its text is binary")
	}
	return string(text), err
}

// headerWords reads words of a header, which may be encoded.
func headerWords(words string) string {
	decoder := mime.WordDecoder{CharsetReader: func(label string, r io.Reader) (io.Reader, error) {
		if table, _ := lookup(label); table != nil {
			return table.NewDecoder().Reader(r), nil
		}
		return nil, fmt.Errorf("unknown charset %q", label)
	}}
	if decoded, err := decoder.DecodeHeader(words); err == nil {
		words = decoded
	}
	return oneLine(words)
}

// article makes an article of the message.
func (m *letter) article(header mail.Header) (Article, error) {
	given := Article{Title: headerWords(header.Get("Subject")), Lang: tag(header.Get("Content-Language")), Publisher: headerWords(header.Get("Organization"))}
	if date := header.Get("Date"); date != "" {
		given.Published = dayIn(oneLine(date))
	}
	if from, err := mail.ParseAddress(header.Get("From")); err == nil {
		given.sender(headerWords(from.Name))
	}
	var a Article
	switch plain := withoutSignature(m.plain); {
	case !blank(plain):
		a = composed(plain, given)
	case !blank(m.html):
		a = sheetOf(m.html, given)
	}
	if blank(a.Text) {
		return Article{}, whole(m.name, "a message without text", "give the text of what it carries", ErrNotArticle)
	}
	a.ID = Identify(a, strings.Trim(header.Get("Message-Id"), "<> "))
	return a, nil
}

// sender keeps the one who sent the message: an office is a publisher, a person an author.
func (a *Article) sender(name string) {
	switch {
	case name == "":
	case officeForm.MatchString(name) || paperForm.MatchString(name) || len(strings.Fields(name)) > 3:
		a.Publisher = firstOf(a.Publisher, name)
	default:
		a.Authors = append(a.Authors, name)
	}
}

// withoutSignature cuts off what stands below the line "-- ".
func withoutSignature(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if at := strings.Index(text, "\n-- \n"); at >= 0 {
		text = text[:at+1]
	}
	return text
}

// composed arranges a text under its title, unless it begins with it.
func composed(text string, given Article) Article {
	text = strings.TrimLeft(text, "\n\t \ufeff")
	for i, l := range linesOf(text) {
		if i < 3 && fold(text[l.start:l.end]) == fold(given.Title) {
			return arrange(text, given)
		}
	}
	if given.Title != "" {
		text = given.Title + "\n\n" + text
	}
	return arrange(text, given)
}
