package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/term"

	"entente/graph"
	"entente/queries"
)

// The prompt of 'entente query': lines come in, from a terminal or a pipe, queries
// and commands that begin with a colon; answers go out. It keeps the lines typed
// at a terminal in a file, and nothing else.

// repl is one session at the prompt.
type repl struct {
	p     *program
	store *graph.Store
	raw   queries.Raw // language, limit, time and memory of the queries to come
	json  bool
	in    lines
	last  string // the last query
	fails int    // of a session whose lines come from a pipe
}

// lines is where the lines come from.
type lines interface {
	// next returns the next line, without its end; io.EOF after the last, errDropped
	// for one that was given up.
	next(prompt string) (string, error)
	history() []string
}

// replCommand is a command at the prompt.
type replCommand struct {
	name, args, help string
	run              func(r *repl, ctx context.Context, arg string) error
}

// replCommands is the table of commands at the prompt.
func replCommands() []replCommand {
	return []replCommand{
		{"help", "", "this list", (*repl).help},
		{"examples", "[N]", "queries to begin with; run the one of that number", (*repl).examples},
		{"ask", "QUESTION ...", "a named question as 'entente ask' takes it: its answer", (*repl).ask},
		{"gizmo", "QUESTION ...", "a named question as Gizmo", (*repl).gizmo},
		{"explain", "[QUERY]", "how the store goes about a query, by default the last", (*repl).explain},
		{"lang", "[LANG]", "the language: " + strings.Join(queries.Languages, ", "), (*repl).lang},
		{"limit", "[N]", "most results; 0 is all", (*repl).limit},
		{"timeout", "[TIME]", "stop a query after this time: 10s; 0 is never", (*repl).timeout},
		{"json", "", "print results as JSON, or as tables again", (*repl).toggleJSON},
		{"history", "", "the lines typed", (*repl).typed},
		{"quit", "", "leave; so does Ctrl-D (Ctrl-C stops a query or drops the line)", nil},
	}
}

// errQuit ends the session.
var errQuit = errors.New("quit")

// prompt runs a session until its lines end.
func (p *program) prompt(ctx context.Context, store *graph.Store, raw queries.Raw, asJSON bool) error {
	r := &repl{p: p, store: store, raw: raw, json: asJSON}
	p.served = true // Ctrl-C ends a query here, and not the program
	stdin, at := p.stdin, (*os.File)(nil)
	if i, ok := stdin.(*interruptible); ok {
		stdin = i.r
		at, _ = i.r.(*os.File)
	}
	interactive := at != nil && p.terminal && term.IsTerminal(int(at.Fd()))
	if interactive {
		t := newTerminal(r, at, p.stdout)
		defer t.close()
		r.in = t
		fmt.Fprintf(p.stdout, "%s, %s. :help tells the rest, Ctrl-D leaves.\n", store.Path(), raw.Lang)
	} else {
		r.in = &piped{s: bufio.NewScanner(stdin)}
	}
	if err := r.loop(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	if !interactive && r.fails > 0 {
		return fmt.Errorf("%s failed", count(r.fails, "line"))
	}
	return nil
}

// loop reads and answers. A query that fails is told and does not end the session.
func (r *repl) loop(ctx context.Context) error {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	for {
		text, err := r.read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if errors.Is(err, errDropped) {
			continue
		}
		if err != nil {
			return err
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		err = r.interruptibly(ctx, interrupts, text)
		switch {
		case errors.Is(err, errQuit):
			return nil
		case errors.Is(err, context.Canceled):
			fmt.Fprintln(r.p.stderr, "interrupted")
		case err != nil:
			r.fails++
			fmt.Fprintln(r.p.stderr, "entente: "+plain(err.Error()))
		}
	}
}

// read reads a line, or several until all brackets are closed.
func (r *repl) read() (string, error) {
	text, err := r.in.next(r.raw.Lang + "> ")
	if err != nil || strings.HasPrefix(strings.TrimSpace(text), ":") {
		return text, err
	}
	for open(text) > 0 {
		more, err := r.in.next(strings.Repeat(" ", len(r.raw.Lang)-2) + "...> ")
		if err != nil {
			return text, err
		}
		if strings.TrimSpace(more) == "" {
			break // an empty line sends what there is
		}
		text += "\n" + more
	}
	return text, nil
}

// open counts the brackets of a query that are not closed; those within quotes and
// comments are none.
func open(text string) int {
	n, quote := 0, rune(0)
	escaped := false
	for line := range strings.Lines(text) {
		for i, c := range line {
			switch {
			case escaped:
				escaped = false
			case quote != 0 && c == '\\':
				escaped = true
			case quote != 0:
				if c == quote {
					quote = 0
				}
			case c == '\'' || c == '"' || c == '`':
				quote = c
			case strings.HasPrefix(line[i:], "//"):
				goto next
			case strings.ContainsRune("([{", c):
				n++
			case strings.ContainsRune(")]}", c):
				n--
			}
		}
	next:
		if quote != '`' {
			quote = 0 // other quotes end with their line
		}
	}
	return n
}

// interruptibly answers one line; Ctrl-C stops it.
func (r *repl) interruptibly(ctx context.Context, interrupts <-chan os.Signal, text string) error {
	for len(interrupts) > 0 {
		<-interrupts // one that came while nothing ran
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done := make(chan struct{})
	defer close(done)
	go func() {
		select {
		case <-interrupts:
			cancel()
		case <-done:
		}
	}()
	return r.answer(ctx, strings.TrimSpace(text))
}

// answer runs a command or a query.
func (r *repl) answer(ctx context.Context, text string) error {
	name, is := strings.CutPrefix(text, ":")
	if !is {
		return r.query(ctx, text)
	}
	name, arg, _ := strings.Cut(name, " ")
	if name == "q" || name == "exit" {
		name = "quit"
	}
	for _, c := range replCommands() {
		switch {
		case c.name != name:
		case c.run == nil:
			return errQuit
		default:
			return c.run(r, ctx, strings.TrimSpace(arg))
		}
	}
	return fmt.Errorf("no command :%s: :help lists them", name)
}

func (r *repl) query(ctx context.Context, text string) error {
	raw := r.raw
	raw.Text = text
	r.last = text
	start := time.Now()
	res, err := queries.Run(ctx, r.store.QuadStore(), raw)
	if err != nil {
		return err
	}
	if r.json {
		return r.p.json(res)
	}
	if err := r.p.results(res, raw.Limit); err != nil {
		return err
	}
	if r.p.terminal {
		_, err = fmt.Fprintln(r.p.stdout, r.p.faint(fmt.Sprintf("%s, %v", count(len(res.Results), "result"), time.Since(start).Round(time.Millisecond))))
	}
	return err
}

func (r *repl) help(context.Context, string) error {
	fmt.Fprintln(r.p.stdout, "A line is a query; it goes on until its brackets are closed. Tab completes methods,\npredicates, addresses and names; the arrows go through what was typed.")
	for _, c := range replCommands() {
		fmt.Fprintf(r.p.stdout, "  %-22s %s\n", strings.TrimSpace(":"+c.name+" "+c.args), c.help)
	}
	return nil
}

// replExamples are queries to begin with, by language.
var replExamples = map[string][]string{
	"gizmo": {
		`g.V('<ent:Meeting>').In('<rdf:type>').Out('<ent:place>').Unique().Save('<rdfs:label>', 'name').GetLimit(5)`,
		`g.V().Has('<rdfs:label>', 'Sergei Lavrov').In('<ent:participant>').Save('<rdfs:label>', 'meeting').All()`,
		`g.V('<ent:Agreement>').In('<rdf:type>').Has('<ent:status>', 'signed').Save('<rdfs:label>', 'name').SaveOpt('<ent:latest>', 'when').GetLimit(10)`,
		`g.V('<ent:Person>').In('<rdf:type>').ForEach(function (p) { var n = g.V(p.id).In('<ent:participant>').Count(); if (n > 3) g.Emit({who: p.id, meetings: String(n)}) })`,
		`g.V('<person:sergei-lavrov>').LabelContext(g.V(), 'fact').In('<ent:participant>').Tag('meeting').All()`,
	},
	"graphql": {
		`{ nodes(id: <person:sergei-lavrov>) { id, <rdfs:label>, <ent:represents> { <rdfs:label> } } }`,
	},
	"mql": {
		`[{"id": null, "<ent:publisher>": null, "<ent:title>": null}]`,
	},
}

func (r *repl) examples(ctx context.Context, arg string) error {
	all := replExamples[r.raw.Lang]
	if arg != "" {
		n, err := strconv.Atoi(arg)
		if err != nil || n < 1 || n > len(all) {
			return fmt.Errorf(":examples %s: there are 1 to %d", arg, len(all))
		}
		fmt.Fprintln(r.p.stdout, all[n-1])
		return r.query(ctx, all[n-1])
	}
	for i, e := range all {
		fmt.Fprintf(r.p.stdout, "%2d  %s\n", i+1, e)
	}
	return nil
}

// ask runs a named question, with the flags that 'entente ask' has.
func (r *repl) ask(ctx context.Context, arg string) error { return r.asks(ctx, arg) }

func (r *repl) gizmo(ctx context.Context, arg string) error { return r.asks(ctx, arg+" --gizmo") }

func (r *repl) asks(ctx context.Context, arg string) error {
	words, err := shellWords(arg)
	if err != nil {
		return err
	}
	if len(words) == 0 || strings.HasPrefix(words[0], "-") {
		return fmt.Errorf(":ask wants a question: %s", strings.Join(questionNames(), ", "))
	}
	within := *r.p
	within.opened = r.store
	if r.json {
		words = append(words, "--json")
	}
	cmd := askCommand(&within)
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetArgs(words)
	cmd.SetOut(r.p.stdout)
	cmd.SetErr(r.p.stderr)
	return cmd.ExecuteContext(ctx)
}

func questionNames() []string {
	var names []string
	for _, q := range queries.Questions {
		names = append(names, q.Name)
	}
	return names
}

// explain prints the plan of a query, and how long it takes.
func (r *repl) explain(ctx context.Context, text string) error {
	if text == "" {
		text = r.last
	}
	if text == "" {
		return errors.New(":explain wants a query: none was run yet")
	}
	raw := r.raw
	raw.Text = text
	plan, ok, err := queries.PlanOf(ctx, r.store.QuadStore(), raw)
	if err != nil {
		return err
	}
	if !ok {
		fmt.Fprintln(r.p.stdout, "it asks nothing of the store")
		return nil
	}
	r.plan(plan, 0)
	start := time.Now()
	res, err := queries.Run(ctx, r.store.QuadStore(), raw)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(r.p.stdout, "%s in %v\n", count(len(res.Results), "result"), time.Since(start).Round(time.Microsecond*10))
	return err
}

func (r *repl) plan(p queries.Plan, depth int) {
	fmt.Fprintf(r.p.stdout, "%s%s, about %d\n", strings.Repeat("  ", depth), plain(p.Reads), p.Rows)
	for _, part := range p.Parts {
		r.plan(part, depth+1)
	}
}

func (r *repl) lang(_ context.Context, arg string) error {
	if arg != "" && !slices.Contains(queries.Languages, arg) {
		return fmt.Errorf("no language %s: there are %s", arg, strings.Join(queries.Languages, ", "))
	}
	if arg != "" {
		r.raw.Lang = arg
		return nil
	}
	_, err := fmt.Fprintln(r.p.stdout, r.raw.Lang)
	return err
}

func (r *repl) limit(_ context.Context, arg string) error {
	if arg == "" {
		_, err := fmt.Fprintln(r.p.stdout, r.raw.Limit)
		return err
	}
	n, err := strconv.Atoi(arg)
	if err != nil || n < 0 {
		return fmt.Errorf(":limit %s: give 0 for all, or a number of results", arg)
	}
	r.raw.Limit = n
	return nil
}

func (r *repl) timeout(_ context.Context, arg string) error {
	if arg == "" {
		_, err := fmt.Fprintln(r.p.stdout, r.raw.Time)
		return err
	}
	d, err := time.ParseDuration(arg)
	if arg == "0" {
		d, err = 0, nil
	}
	if err != nil || d < 0 {
		return fmt.Errorf(":timeout %s: write 10s or 2m", arg)
	}
	r.raw.Time = d
	return nil
}

func (r *repl) toggleJSON(context.Context, string) error {
	r.json = !r.json
	return nil
}

func (r *repl) typed(context.Context, string) error {
	for _, line := range r.in.history() {
		fmt.Fprintln(r.p.stdout, plain(line))
	}
	return nil
}

// piped reads lines from a pipe or a file, without prompts.
type piped struct {
	s   *bufio.Scanner
	all []string
}

func (l *piped) next(string) (string, error) {
	if !l.s.Scan() {
		if err := l.s.Err(); err != nil {
			return "", fmt.Errorf("read the query: %w", err)
		}
		return "", io.EOF
	}
	l.all = append(l.all, l.s.Text())
	return l.s.Text(), nil
}

func (l *piped) history() []string { return l.all }

// shellWords splits a line into words as a shell does: quotes keep words together.
func shellWords(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	quote, within := rune(0), false
	for _, c := range line {
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(c)
		case c == '"' || c == '\'':
			quote, within = c, true
		case c == ' ' || c == '\t':
			if within {
				words = append(words, word.String())
			}
			word.Reset()
			within = false
		default:
			word.WriteRune(c)
			within = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("a quote %c is not closed", quote)
	}
	if within {
		words = append(words, word.String())
	}
	return words, nil
}
