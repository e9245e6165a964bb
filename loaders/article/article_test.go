package article

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "rewrite the transcripts")

// print writes an article as the transcripts show it: what it says of itself,
// then its parts with their first and last words.
func print(a Article) string {
	var b strings.Builder
	for _, row := range [][2]string{
		{"title", a.Title}, {"publisher", a.Publisher}, {"published", string(a.Published)},
		{"authors", strings.Join(a.Authors, "; ")}, {"contributors", strings.Join(a.Contributors, "; ")},
		{"dateline", a.Dateline}, {"url", a.URL},
	} {
		if row[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", row[0], row[1])
		}
	}
	for _, part := range a.Parts {
		words := a.Text[part.Start:part.End]
		if len(words) > 60 {
			cut := 40
			for !utf8.RuneStart(words[cut]) {
				cut--
			}
			tail := len(words) - 15
			for !utf8.RuneStart(words[tail]) {
				tail++
			}
			words = words[:cut] + " ... " + words[tail:]
		}
		fmt.Fprintf(&b, "%-11s %5d-%-5d %s\n", part.Kind, part.Start, part.End, strings.ReplaceAll(words, "\n", "/"))
	}
	return b.String()
}

// check fails on parts that overlap, leave the text or split a rune.
func check(t *testing.T, a Article) {
	t.Helper()
	at := 0
	for _, part := range a.Parts {
		if part.Start < at || part.End <= part.Start || part.End > len(a.Text) {
			t.Fatalf("part %+v after byte %d of %d", part, at, len(a.Text))
		}
		if !utf8.ValidString(a.Text[part.Start:part.End]) {
			t.Fatalf("part %+v splits a character", part)
		}
		at = part.End
	}
}

// TestTranscripts reads testdata/*.txt, whose articles end with a line "==>",
// below which stands what is read.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { transcript(t, file) })
	}
}

func transcript(t *testing.T, file string) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, want, _ := strings.Cut(string(raw), "==>\n")
	var got string
	for a, err := range Read(t.Context(), file, strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		check(t, a)
		if a.Text != text {
			t.Fatal("the text was changed")
		}
		got += print(a)
	}
	if *update {
		if err := os.WriteFile(file, []byte(text+"==>\n"+got), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestBadInput(t *testing.T) {
	old := int64(MaxText) + 1
	for _, c := range []struct{ name, bytes, want string }{
		{"empty.txt", "", "empty.txt: empty (give a file with text)"},
		{"blank.txt", " \n\t\n", "blank.txt: empty (give a file with text)"},
		{"picture.txt", "\x89PNG\r\n\x1a\n\x00\x00", "picture.txt: binary, of no format known here (give text or JSON in UTF-8)"},
		{"broken.txt", "Rome\n\n„Café“ soci\xe9ty.", "broken.txt:3: invalid UTF-8 at byte 22 (convert it, for example: iconv -f WINDOWS-1252 -t UTF-8)"},
		{"zero.txt", strings.Repeat("words ", 2000) + "\x00", "zero.txt: binary, of no format known here (give text or JSON in UTF-8)"},
		{"large.txt", strings.Repeat("0123456789abcde\n", int(old/16)+1), "large.txt: larger than 64 MiB (split it, one article a file, or give a JSONL corpus)"},
		{"cut.gz", "\x1f\x8b\x08", "cut.gz: broken gzip: unexpected EOF (fetch the file again)"},
		{"no.json", `{"title": "x"}`, `no.json:1: broken JSON article at byte 0: no field "text" (each article is an object such as {"text": "...", "title": "...", "published": "2013-05-07"})`},
	} {
		var got []string
		for _, err := range Read(t.Context(), c.name, strings.NewReader(c.bytes)) {
			got = append(got, fmt.Sprint(err))
		}
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCorpusGoesOnAfterABadLine(t *testing.T) {
	lines := `{"id": "a", "text": "One."}` + "\n" + `{"id": "b", "text": ` + "x\n\n" +
		`{"id": "c", "headline": "Three", "body": "MOSCOW — Three.", "date": "2013-05-07T10:00:00Z", "author": "A. One and B. Two"}` + "\n"
	var got []string
	for a, err := range Read(t.Context(), "c.jsonl", strings.NewReader(lines)) {
		var bad *Error
		if errors.As(err, &bad) {
			got = append(got, fmt.Sprintf("line %d byte %d", bad.Line, bad.Offset))
			continue
		}
		got = append(got, fmt.Sprintf("%s %s %s %q", a.ID, a.Published, a.Dateline, a.Authors))
	}
	want := []string{`a   []`, "line 2 byte 28", `c 2013-05-07 Moscow ["A. One" "B. Two"]`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestArray(t *testing.T) {
	var got []string
	for a, err := range Read(t.Context(), "c.json", strings.NewReader(` [ {"text": "One.", "url": "HTTP://Example.org:80/x?utm_source=y#z"}, {"text": "Two.", "id": 2} ]`)) {
		got = append(got, fmt.Sprint(a.ID, " ", err))
	}
	if want := []string{"http://example.org/x <nil>", "2 <nil>"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWalk(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"b.txt": "B\n\nText b.", "a/z.txt": "Z\n\nText z.", "a/bad.txt": "\x00", "README.md": "no", ".hidden.txt": "no", "empty/x.md": "no",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	paths := []string{filepath.Join(dir, "none"), dir, filepath.Join(dir, "empty"), "-"}
	for found, err := range Walk(context.Background(), paths, strings.NewReader("In\n\nText in.")) {
		line := strings.TrimPrefix(found.Name, dir+string(filepath.Separator)) + " " + found.Title
		if err != nil {
			line = strings.ReplaceAll(err.Error(), dir+string(filepath.Separator), "")
			line, _, _ = strings.Cut(line, " (")
		}
		got = append(got, line)
	}
	want := []string{"none: no such file or folder: stat none: no such file or directory", "a/bad.txt: binary, of no format known here", "a/z.txt Z", "b.txt B",
		"empty: a folder without articles", "- In"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestIdentify(t *testing.T) {
	a := Article{Publisher: "The Paper", Published: "2013-05-07", Title: "A title"}
	id := Identify(a, "")
	a.Text = "other words"
	if Identify(a, "") != id || !strings.HasPrefix(id, "digest:") || len(id) != len("digest:")+20 {
		t.Errorf("id %q changes with the text", id)
	}
	if Identify(a, "own-1") != "own-1" {
		t.Error("the source's own id is not taken")
	}
	a.URL = "https://Example.org/a?b=2&a=1&utm_medium=z"
	if got := Identify(a, "own-1"); got != "https://example.org/a?a=1&b=2" {
		t.Errorf("canonical URL %q", got)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		if raw, err := os.ReadFile(file); err == nil {
			f.Add(raw)
		}
	}
	f.Add([]byte(`{"text": "MOSCOW — x"}`))
	f.Add([]byte("\ufeffTitle\r\n\r\nBy A\r\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for a, err := range Read(t.Context(), "fuzz", bytes.NewReader(raw)) {
			if err == nil {
				check(t, a)
				if !utf8.ValidString(a.Text) || strings.TrimSpace(a.Text) == "" {
					t.Fatalf("text %q", a.Text)
				}
			}
		}
	})
}

// TestShared reads the articles of the shared folder, for panics and overlaps.
func TestShared(t *testing.T) {
	shared := os.Getenv("ENTENTE_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	if _, err := os.Stat(shared); err != nil {
		t.Skip("no shared articles: set ENTENTE_SHARED")
	}
	var paths []string
	for _, folder := range []string{"seed", "statedept", "wikinews", "gum", "re3d", "dwie"} {
		paths = append(paths, filepath.Join(shared, "articles", folder))
	}
	n := 0
	for found, err := range Walk(t.Context(), append(paths, "../../seeds/articles"), nil) {
		if err != nil {
			t.Error(err)
			continue
		}
		check(t, found.Article)
		n++
		if testing.Verbose() {
			t.Logf("%s\n%s", found.Name, print(found.Article))
		}
	}
	if n < 50 {
		t.Errorf("only %d articles", n)
	}
}

// TestGold holds what articles say of themselves against the gold of the seeds.
func TestGold(t *testing.T) {
	files, err := filepath.Glob("../../seeds/gold/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no gold", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct{ Article Article }
		if err := json.Unmarshal(raw, &gold); err != nil {
			t.Fatal(file, err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		for found, err := range Walk(t.Context(), []string{"../../seeds/articles/" + name + ".txt"}, nil) {
			want, got := said(gold.Article), said(found.Article)
			if err != nil || got != want {
				t.Errorf("%s: error %v, got\n%s\nwant\n%s", name, err, got, want)
			}
		}
	}
}

func said(a Article) string {
	return fmt.Sprintf("%q %q %q %q %q %q %q", a.Title, a.Publisher, a.Published, a.Authors, a.Contributors, a.Dateline, a.URL)
}

// TestFolderThatChanges: files that vanish, grow, become folders or come while a
// folder is read are named or left alone; the rest is read.
func TestFolderThatChanges(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(path(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt"} {
		put(name, strings.ReplaceAll(story, "Arland", "Land"+strings.ToUpper(name[:1])))
	}
	var got []string
	for found, err := range Walk(t.Context(), []string{dir}, nil) {
		switch name := filepath.Base(found.Name); {
		case err != nil:
			got = append(got, name+": "+strings.ReplaceAll(strings.TrimPrefix(err.Error(), found.Name+": "), dir, "DIR"))
		case !strings.Contains(found.Text, "LandX") && name == "e.txt":
			t.Errorf("e.txt is read as it was: %s", found.Text)
		default:
			got = append(got, name)
		}
		if len(got) > 1 {
			continue
		}
		os.Remove(path("b.txt"))
		os.Remove(path("c.txt"))
		if err := os.Mkdir(path("c.txt"), 0o755); err != nil {
			t.Fatal(err)
		}
		put("d.txt", "")
		put("e.txt", strings.ReplaceAll(story, "Arland", "LandX"))
		put("g.txt", story) // comes too late, and is there the next time
	}
	want := "a.txt; b.txt: went away while its folder was read (load the folder again); c.txt: cannot be read: read DIR/c.txt: is a directory (see that it is whole, or fetch it again); d.txt: empty (give a file with text); e.txt; f.txt"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}
