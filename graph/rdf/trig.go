package rdf

import (
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// TriG reads TriG (RDF 1.1), and so Turtle.
func TriG(r io.Reader) iter.Seq2[quad.Quad, error] { return TriGFrom(r, "") }

// TriGFrom reads TriG that stands at an address, against which relative addresses
// are resolved; without one they are errors.
func TriGFrom(r io.Reader, base string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		t := &trig{scanner: newScanner(r), prefixes: map[string]string{}}
		t.base = base
		t.emit = func(q quad.Quad) {
			if t.err == nil && !t.stopped && !yield(q, nil) {
				t.stopped = true
			}
		}
		for t.skip(); t.r != eof && !t.stopped; t.skip() {
			t.block()
		}
		if t.err != nil && !t.stopped {
			yield(quad.Quad{}, t.err)
		}
	}
}

// trig is a document being read.
type trig struct {
	*scanner
	base     string
	prefixes map[string]string
	graph    quad.Value
	made     int // blank nodes without names
	depth    int
	emit     func(quad.Quad)
	stopped  bool
}

// deepest is how many brackets may stand in one another.
const deepest = 200

// skip goes over white space and comments.
func (t *trig) skip() {
	for {
		switch t.r {
		case ' ', '\t', '\n', '\r':
			t.next()
		case '#':
			t.comment()
		default:
			return
		}
	}
}

// block takes a directive, a graph, or statements outside of any.
func (t *trig) block() {
	switch {
	case t.r == '@':
		t.next()
		t.directive(t.word(), true)
		return
	case t.r == '{':
		t.braces(nil)
		return
	case t.r == '[' || t.r == '(':
		t.bracketed()
		return
	}
	if word := t.keyword(); word != "" {
		t.directive(word, false)
		return
	}
	subject := t.subject()
	t.skip()
	if t.r == '{' {
		t.braces(subject)
		return
	}
	t.predicates(subject)
	t.skip()
	t.want('.')
}

// bracketed takes statements, or a graph, that begin with a bracket.
func (t *trig) bracketed() {
	list := t.r == '('
	subject, empty := t.brackets()
	t.skip()
	switch {
	case empty && !list && t.r == '{':
		t.braces(subject)
		return
	case t.r == '.' && !empty && !list:
	default:
		t.predicates(subject)
	}
	t.skip()
	t.want('.')
}

// keyword takes PREFIX, BASE or GRAPH, in any case, when one stands here.
func (t *trig) keyword() string {
	for _, k := range []string{"prefix", "base", "graph"} {
		b, _ := t.in.Peek(len(k))
		if lower(t.r) != rune(k[0]) || len(b) < len(k)-1 || !strings.EqualFold(string(b[:len(k)-1]), k[1:]) {
			continue
		}
		if len(b) == len(k) && !strings.ContainsRune(" \t\r\n<#_[:", rune(b[len(k)-1])) || len(b) == len(k) && b[len(k)-1] == ':' && k != "prefix" {
			continue
		}
		if len(b) == len(k) && b[len(k)-1] == ':' { // a name with this prefix
			continue
		}
		for range k {
			t.next()
		}
		return k
	}
	return ""
}

func (t *trig) word() string {
	t.buf.Reset()
	for letter(t.r) {
		t.buf.WriteRune(t.r)
		t.next()
	}
	return t.buf.String()
}

// directive takes what follows its word; at tells that an @ stood before, which
// wants a full stop behind.
func (t *trig) directive(word string, at bool) {
	t.skip()
	switch {
	case word == "prefix":
		name := t.prefix()
		t.want(':')
		t.skip()
		t.prefixes[name] = t.resolve(t.iri())
	case word == "base":
		t.base = t.resolve(t.iri())
	case word == "graph" && !at:
		name := t.label()
		t.skip()
		t.braces(name)
		return
	default:
		t.fail("an unknown directive @" + word)
	}
	if at {
		t.skip()
		t.want('.')
	}
}

// label takes the name of a graph.
func (t *trig) label() quad.Value {
	if t.r != '[' {
		return t.subject()
	}
	t.next()
	t.skip()
	t.want(']')
	return t.fresh()
}

// braces takes a graph.
func (t *trig) braces(name quad.Value) {
	t.want('{')
	t.graph = name
	for t.skip(); t.r != '}' && t.r != eof; t.skip() {
		t.statement()
		t.skip()
		if t.r != '.' {
			break
		}
		t.next()
	}
	t.want('}')
	t.graph = nil
}

// statement takes a subject and what is said of it.
func (t *trig) statement() {
	if t.r != '[' && t.r != '(' {
		t.predicates(t.subject())
		return
	}
	list := t.r == '('
	subject, empty := t.brackets()
	t.skip()
	if !list && !empty && (t.r == '.' || t.r == '}') {
		return
	}
	t.predicates(subject)
}

func (t *trig) subject() quad.Value {
	if t.r == '_' {
		return t.blank(nil)
	}
	return quad.IRI(t.address())
}

// predicates takes predicates with their objects, parted by semicolons.
func (t *trig) predicates(subject quad.Value) {
	for {
		t.skip()
		p := t.verb()
		for {
			t.skip()
			t.emitTo(subject, p, t.value())
			t.skip()
			if t.r != ',' {
				break
			}
			t.next()
		}
		for t.r == ';' {
			t.next()
			t.skip()
			if t.r != ';' && !t.verbAhead() {
				return
			}
		}
		if !t.verbAhead() {
			return
		}
		if t.err != nil {
			return
		}
	}
}

// verbAhead reports whether another predicate follows a semicolon.
func (t *trig) verbAhead() bool {
	return t.r == '<' || t.r == ':' || nameStart(t.r)
}

func (t *trig) emitTo(s, p, o quad.Value) {
	if t.err == nil {
		t.emit(quad.Quad{Subject: s, Predicate: p, Object: o, Label: t.graph})
	}
}

func (t *trig) verb() quad.Value {
	if t.r == 'a' {
		if b := t.behind(); !nameRune(b) && b != ':' && b != '.' {
			t.next()
			return quad.IRI(rdfNS + "type")
		}
	}
	return quad.IRI(t.address())
}

// value takes an object.
func (t *trig) value() quad.Value {
	switch {
	case t.r == '"' || t.r == '\'':
		return t.suffix(t.quoted(), t.address)
	case t.r == '[' || t.r == '(':
		v, _ := t.brackets()
		return v
	case digit(t.r) || t.r == '+' || t.r == '-' || t.r == '.' && digit(t.behind()):
		return t.number()
	case t.r == '_':
		return t.blank(nil)
	case t.r == 't' || t.r == 'f':
		return t.wordOrAddress()
	}
	return quad.IRI(t.address())
}

// wordOrAddress takes true, false, or a name that begins like them.
func (t *trig) wordOrAddress() quad.Value {
	for _, word := range []string{"true", "false"} {
		b, _ := t.in.Peek(len(word))
		if t.r != rune(word[0]) || len(b) < len(word)-1 || string(b[:len(word)-1]) != word[1:] {
			continue
		}
		if len(b) == len(word) && (nameRune(rune(b[len(word)-1])) || b[len(word)-1] == ':') {
			continue
		}
		for range word {
			t.next()
		}
		return quad.TypedString{Value: quad.String(word), Type: xsd + "boolean"}
	}
	return quad.IRI(t.address())
}

// quoted takes a string, short or long, in either sort of quotes.
func (t *trig) quoted() string {
	quote := t.r
	t.next()
	if t.r != quote {
		return t.short(quote)
	}
	t.next()
	if t.r != quote {
		return ""
	}
	t.next()
	return t.long(quote)
}

// long takes a string up to three quotes.
func (t *trig) long(quote rune) string {
	t.buf.Reset()
	quotes := 0
	for t.err == nil {
		switch t.r {
		case eof:
			t.fail("a string without its end")
		case quote:
			if quotes++; quotes == 3 {
				t.next()
				return t.buf.String()
			}
			t.next()
			continue
		}
		for ; quotes > 0; quotes-- {
			t.buf.WriteRune(quote)
		}
		if t.r == '\\' {
			t.buf.WriteRune(t.escape())
			continue
		}
		t.buf.WriteRune(t.r)
		t.next()
	}
	return ""
}

// number takes an integer, a decimal or a double.
func (t *trig) number() quad.Value {
	var b strings.Builder
	kind, digits := "integer", 0
	take := func() { b.WriteRune(t.r); t.next() }
	many := func() {
		for digit(t.r) {
			digits++
			take()
		}
	}
	if t.r == '+' || t.r == '-' {
		take()
	}
	many()
	if t.r == '.' && (digit(t.behind()) || lower(t.behind()) == 'e' && digits > 0) {
		kind = "decimal"
		take()
		many()
	}
	if lower(t.r) == 'e' && digits > 0 {
		kind, digits = "double", 0
		take()
		if t.r == '+' || t.r == '-' {
			take()
		}
		many()
	}
	if digits == 0 {
		t.fail("a number without digits")
	}
	return quad.TypedString{Value: quad.String(b.String()), Type: quad.IRI(xsd + kind)}
}

func (t *trig) fresh() quad.Value {
	t.made++
	return quad.BNode("made-" + strconv.Itoa(t.made))
}

// brackets takes a blank node with what is said of it, or a list. empty is true
// of [] and ().
func (t *trig) brackets() (v quad.Value, empty bool) {
	if t.depth++; t.depth > deepest {
		t.fail("more than 200 brackets in one another")
	}
	defer func() { t.depth-- }()
	if t.r == '(' {
		return t.list()
	}
	t.next()
	node := t.fresh()
	t.skip()
	if t.r == ']' {
		t.next()
		return node, true
	}
	t.predicates(node)
	t.skip()
	t.want(']')
	return node, false
}

func (t *trig) list() (first quad.Value, empty bool) {
	t.next()
	var last quad.Value
	for t.skip(); t.r != ')' && t.r != eof; t.skip() {
		node := t.fresh()
		if last == nil {
			first = node
		} else {
			t.emitTo(last, quad.IRI(rdfNS+"rest"), node)
		}
		t.emitTo(node, quad.IRI(rdfNS+"first"), t.value())
		last = node
	}
	t.want(')')
	end := quad.IRI(rdfNS + "nil")
	if last == nil {
		return end, true
	}
	t.emitTo(last, quad.IRI(rdfNS+"rest"), end)
	return first, false
}

// address takes <...> or a name with a prefix.
func (t *trig) address() string {
	if t.r == '<' {
		return t.resolve(t.iri())
	}
	name := t.prefix()
	if t.r != ':' {
		t.fail("want an address, <...> or prefix:name")
		return ""
	}
	t.next()
	full, ok := t.prefixes[name]
	if !ok {
		t.fail("the prefix " + name + ": was not declared")
		return ""
	}
	return full + t.local()
}

func (t *trig) prefix() string {
	if t.r == ':' {
		return ""
	}
	if !nameStart(t.r) {
		t.fail("want a name")
		return ""
	}
	return t.dotted(nameRune)
}

// local takes the part of a name behind its colon.
func (t *trig) local() string {
	var b strings.Builder
	for dots := 0; t.err == nil; {
		text := ""
		switch {
		case nameRune(t.r) && (b.Len() > 0 || dots > 0 || nameStart(t.r) || digit(t.r) || t.r == '_'), t.r == ':':
			text = string(t.r)
			t.next()
		case t.r == '%':
			text = t.percent()
		case t.r == '\\':
			text = t.backslash()
		case t.r == '.' && b.Len() > 0 && t.dotGoesOn():
			dots++
			t.next()
			continue
		default:
			if dots > 0 {
				t.fail("a name that ends in full stops")
			}
			return b.String()
		}
		b.WriteString(strings.Repeat(".", dots) + text)
		dots = 0
	}
	return b.String()
}

// dotGoesOn reports whether the name goes on behind full stops.
func (t *trig) dotGoesOn() bool {
	for n := 1; ; n++ {
		b, _ := t.in.Peek(n + 3)
		if len(b) < n {
			return false
		}
		if b[n-1] == '.' {
			continue
		}
		r := []rune(string(b[n-1:]))[0]
		return nameRune(r) || r == ':' || r == '%' || r == '\\'
	}
}

func (t *trig) percent() string {
	text := "%"
	for range 2 {
		t.next()
		if !strings.ContainsRune("0123456789abcdefABCDEF", t.r) {
			t.fail("a % without two digits")
			return ""
		}
		text += string(t.r)
	}
	t.next()
	return text
}

func (t *trig) backslash() string {
	t.next()
	if !strings.ContainsRune("_~.-!$&'()*+,;=/?#@%", t.r) {
		t.fail("an escape that no name may have")
		return ""
	}
	text := string(t.r)
	t.next()
	return text
}

// resolve makes an address absolute.
func (t *trig) resolve(iri string) string {
	if t.err != nil || absolute(iri) {
		return iri
	}
	if !absolute(t.base) {
		t.fail("the address <" + iri + "> is not absolute")
		return iri
	}
	return resolve(t.base, iri)
}
