package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/queries"
)

// TestTerminal: whatever stands in articles, names and arguments, no command sends a
// control character or a turn of the writing's direction to the terminal.
func TestTerminal(t *testing.T) {
	if testing.Short() {
		t.Skip("short: a hundred commands take a while")
	}
	dir := t.TempDir()
	db := filepath.Join(dir, "hostile.db")
	s, err := graph.Open(t.Context(), db, graph.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Apply(t.Context(), graphtest.Hostile().Change()); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p := &program{stdout: &out, stderr: &out, terminal: true}
	if code := p.run(t.Context(), []string{"--db", db, "export", "--format", "csv"}); code != exitUsage || !strings.Contains(out.String(), "--out") {
		t.Errorf("an archive for a terminal: exit status %d, %q", code, out.String())
	}
	const evil = "\x1b]0;x\a\x1b[2J\u202e"
	lines := [][]string{
		{"show", "person:john-kerry"}, {"show", "meeting:2013-05-07-moscow-kerry-lavrov"}, {"explain", "person:sergei-lavrov"},
		{"path", "person:john-kerry", "country:russia"}, {"path", "person:john-kerry", "country:russia", "--json"}, {"series", "country:russia", "country:united-states"}, {"network"},
		{"compare", "meeting:2013-05-07-moscow-kerry-lavrov"}, {"compare", "meeting:2013-05-07-moscow-kerry-lavrov", "--csv"},
		{"review"}, {"stats"}, {"verify"}, {"judgements"}, {"query", "g.V('<person:john-kerry>').Out('<rdfs:label>').All()"},
		{"export", "--format", "triples"}, {"export", "--format", "polecat"}, {"export", "--format", "bibtex"}, {"export", "--format", "dot"},
		{"ask", "meetings", "--with", evil}, {"show", evil}, {"explain", evil}, {evil}, {"load", evil}, {"load", "--map", evil, evil}, {"ask", evil},
		{"forget", evil}, {"export", "--format", evil}, {"merge", evil, evil}, {"read", evil}, {"extract", evil}, {"import", evil}, {"restore", evil}, {"gazetteer", "find", evil}, {"eval", evil}, {"--" + evil}, {"frames", evil},
		{"why-not", evil + ":1"}, {"diff", evil, evil}, {"verify-release", evil}, {"attach", evil, evil}, {"compare", evil}, {"coverage", evil}, {"sample", evil}, {"query", evil}, {"load", "--allow-net", "http://" + evil},
	}
	for _, q := range queries.Questions {
		lines = append(lines, []string{"ask", q.Name}, []string{"ask", q.Name, "--all", "--quotes"}, []string{"ask", q.Name, "person:sergei-lavrov", "--csv"}, []string{"ask", q.Name, "country:russia", "--json", "--quotes"})
	}
	said := 0
	for _, args := range lines {
		var out, complaint bytes.Buffer
		p := &program{stdin: strings.NewReader(""), stdout: &out, stderr: &complaint, terminal: true, width: 80}
		p.run(t.Context(), append([]string{"--db", db}, args...))
		said += out.Len()
		for _, text := range []string{out.String(), complaint.String()} {
			if at := strings.IndexFunc(text, obeys); at >= 0 {
				t.Errorf("entente %q prints %q", args, text[max(0, at-60):min(len(text), at+40)])
			}
		}
	}
	if said < 20_000 {
		t.Errorf("the commands printed %d bytes", said)
	}
}

// obeys reports whether a terminal acts on a character.
func obeys(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
