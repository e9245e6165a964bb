// Package dateparser stands in for the module of its name, which go-htmldate links and asks for dates in the words of
// two hundred languages where it may search extensively. Here it may not: such a search finds a day in nearly any text,
// and the articles are in English, whose dates go-htmldate reads itself. The module's tables are made before main is
// called all the same, 95 MB that stay in memory, and are three quarters of the time of a start. go.mod puts this room
// in its place. It has what go-htmldate names, in our own writing, and finds nothing.
package dateparser

import (
	"errors"
	"time"
)

// ErrNotAsked is what looking for a date ends with.
var ErrNotAsked = errors.New("the words of two hundred languages are not here: go-htmldate is to skip its extensive search")

// ParserType is one way to look for a date.
type ParserType uint8

// The ways that go-htmldate names.
const (
	CustomFormat ParserType = iota
	AbsoluteTime
)

// PreferredDateSource says which date is meant where a year is left out.
type PreferredDateSource uint8

// Past is the last one.
const Past PreferredDateSource = 1

// Configuration has what go-htmldate sets.
type Configuration struct {
	CurrentTime         time.Time // go-htmldate itself takes it for the present
	PreferredDateSource PreferredDateSource
	StrictParsing       bool
}

// Parser looks for dates in several ways.
type Parser struct{ ParserTypes []ParserType }

// Date is what a parser finds.
type Date struct{ Time time.Time }

// Parse finds nothing, and says why.
func (p *Parser) Parse(*Configuration, string, ...string) (Date, error) { return Date{}, ErrNotAsked }
