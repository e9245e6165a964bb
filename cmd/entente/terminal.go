package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"

	"golang.org/x/term"

	"entente/graph"
	"entente/queries"
)

// terminal reads lines at a terminal, with history and completion. Between lines
// the terminal is as it was, so that Ctrl-C is a signal and stops a query.
type terminal struct {
	file *os.File
	out  io.Writer
	t    *term.Terminal
	keys *keys
	kept *history
	done completer
}

// errDropped says that a line was given up with Ctrl-C.
var errDropped = errors.New("line dropped")

// keys reads what is typed, and notes Ctrl-C, which term.Terminal takes for the end.
type keys struct {
	io.Reader
	dropped bool
}

func (k *keys) Read(b []byte) (int, error) {
	n, err := k.Reader.Read(b)
	k.dropped = k.dropped || bytes.IndexByte(b[:n], 3) >= 0
	return n, err
}

func newTerminal(r *repl, file *os.File, out io.Writer) *terminal {
	t := &terminal{file: file, out: out, kept: readHistory(historyFile()), done: completer{r: r}}
	t.open()
	return t
}

// open begins to read lines.
func (t *terminal) open() {
	t.keys = &keys{Reader: t.file}
	t.t = term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{t.keys, t.out}, "")
	t.t.History = t.kept
	t.t.AutoCompleteCallback = t.complete
}

func (t *terminal) next(prompt string) (string, error) {
	state, err := term.MakeRaw(int(t.file.Fd()))
	if err != nil {
		return "", err
	}
	defer term.Restore(int(t.file.Fd()), state)
	if width, height, err := term.GetSize(int(t.file.Fd())); err == nil && width > 0 {
		t.t.SetSize(width, height)
	}
	t.t.SetPrompt(prompt)
	line, err := t.t.ReadLine()
	if err == io.EOF && t.keys.dropped {
		t.t.Write([]byte("\n"))
		t.open() // the old one would give the line again, and the end
		return "", errDropped
	}
	if err == io.EOF && line != "" {
		err = nil
	}
	return line, err
}

func (t *terminal) history() []string {
	all := slices.Clone(t.kept.lines)
	return all
}

func (t *terminal) close() { t.kept.write() }

// complete is called for each key: Tab completes the word before the cursor, as
// far as all that fits agrees, and lists what there is when it cannot go on.
func (t *terminal) complete(line string, pos int, key rune) (string, int, bool) {
	if key != '\t' {
		return "", 0, false
	}
	start := wordStart(line[:pos])
	fits := t.done.fits(line[:pos], line[start:pos])
	if len(fits) == 0 {
		return line, pos, true
	}
	with := commonStart(fits)
	if with == line[start:pos] && len(fits) > 1 {
		t.t.Write([]byte(strings.Join(fits[:min(len(fits), 40)], "  ") + "\n"))
		return line, pos, true
	}
	return line[:start] + with + line[pos:], start + len(with), true
}

// wordStart is where the word before the cursor begins: at a dot for methods, at a
// bracket for addresses, else behind a space or a quote.
func wordStart(before string) int {
	if i := strings.LastIndexByte(before, '<'); i >= 0 && !strings.ContainsAny(before[i:], "> ") {
		return i
	}
	if strings.HasPrefix(before, ":") && !strings.Contains(before, " ") {
		return 0
	}
	i := strings.LastIndexFunc(before, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`.('",`, r)
	})
	return i + 1
}

func commonStart(words []string) string {
	with := words[0]
	for _, w := range words[1:] {
		for !strings.HasPrefix(w, with) {
			with = with[:len(with)-1]
		}
	}
	return with
}

// completer knows what may stand at a place of a query.
type completer struct{ r *repl }

// gizmoMethods are those of a path and of g that a person types.
var gizmoMethods = strings.Fields(`All Back Both Count Difference Except Filter Follow FollowR FollowRecursive ForEach GetLimit Has HasR
	In InPredicates Intersect Is LabelContext Labels Limit Order Out OutPredicates Save SaveInPredicates SaveOpt SaveOptR SaveOutPredicates
	SaveR Skip Tag TagArray TagValue ToArray ToValue Union Unique Emit M V Uri AddNamespace`)

// fits lists what may stand in the place of the word that ends at the cursor, sorted.
func (c completer) fits(before, word string) []string {
	var all []string
	switch {
	case strings.HasPrefix(word, ":"):
		for _, cmd := range replCommands() {
			all = append(all, ":"+cmd.name)
		}
	case strings.HasPrefix(word, "<"):
		all = c.addresses(word)
	case strings.HasPrefix(before, ":ask ") || strings.HasPrefix(before, ":gizmo "):
		all = c.question(before, word)
	case strings.HasPrefix(before, ":lang "):
		all = queries.Languages
	case strings.HasSuffix(strings.TrimSuffix(before, word), "."):
		all = gizmoMethods
	}
	fits := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return !strings.HasPrefix(s, word) })
	sort.Strings(fits)
	return slices.Compact(fits)
}

// addresses are predicates, classes, and things by their addresses.
func (c completer) addresses(word string) []string {
	var all []string
	for _, p := range queries.Predicates() {
		all = append(all, "<"+string(p)+">")
	}
	kind, begin, ok := strings.Cut(strings.TrimPrefix(word, "<"), ":")
	if !ok {
		for _, p := range graph.Prefixes {
			all = append(all, "<"+p.Short)
		}
		return all
	}
	if typ := graph.IRI(kind + ":x").Type(); typ != "" {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		refs, err := queries.Complete(ctx, c.r.store.Reader, strings.ReplaceAll(begin, "-", " "), 200, typ)
		if err == nil {
			for _, r := range refs {
				all = append(all, "<"+string(r.ID)+">")
			}
		}
	}
	return all
}

// question completes the name of a question, or its flags.
func (c completer) question(before, word string) []string {
	words := strings.Fields(before)
	if len(words) < 2 || len(words) == 2 && word != "" {
		return questionNames()
	}
	q, ok := queries.ByName(words[1])
	if !ok {
		return nil
	}
	var all []string
	for _, f := range q.Filters {
		all = append(all, "--"+f.Name)
	}
	return all
}

// history is the lines typed, the oldest first, and the file that keeps them.
type history struct {
	file  string
	lines []string
}

// mostHistory is how many lines are kept.
const mostHistory = 1000

// historyFile is where lines are kept between sessions: in ENTENTE_HISTORY, else
// in the folder for the state of programs. None where ENTENTE_HISTORY is "none".
func historyFile() string {
	if f, set := os.LookupEnv("ENTENTE_HISTORY"); set {
		if f == "none" {
			return ""
		}
		return f
	}
	dir := os.Getenv("XDG_STATE_HOME")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(dir, "entente", "history")
}

func readHistory(file string) *history {
	h := &history{file: file}
	data, err := os.ReadFile(file)
	if err == nil {
		h.lines = strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	}
	return h
}

// Add notes a line, unless it is the last again.
func (h *history) Add(line string) {
	line = strings.ReplaceAll(strings.TrimSpace(line), "\n", " ")
	if line == "" || len(h.lines) > 0 && h.lines[len(h.lines)-1] == line {
		return
	}
	h.lines = append(h.lines, line)
	if len(h.lines) > mostHistory {
		h.lines = h.lines[len(h.lines)-mostHistory:]
	}
}

// Len is the number of lines.
func (h *history) Len() int { return len(h.lines) }

// At returns a line, 0 for the newest.
func (h *history) At(i int) string { return h.lines[len(h.lines)-1-i] }

// write keeps the lines. A folder that cannot be written loses them: it is no
// reason to fail.
func (h *history) write() {
	if h.file == "" || len(h.lines) == 0 {
		return
	}
	if os.MkdirAll(filepath.Dir(h.file), 0o700) == nil {
		os.WriteFile(h.file, []byte(strings.Join(h.lines, "\n")+"\n"), 0o600)
	}
}
