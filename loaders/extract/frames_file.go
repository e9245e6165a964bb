package extract

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"entente/graph/ontology"
)

// FrameFile is a file of frames that a user adds to the built-in ones. Each frame
// is a block of lines, a word and what it says; "#" begins a comment:
//
//	frame     shake-hands
//	kind      meeting
//	trigger   shake VERB
//	arg       participant += nsubj obl:with
//	arg       ? obj:hand
//	set       type=meeting
//	modality  stated
//	example   Anna Holt shook hands with Karel Voss in Paris.
//	says      participant=Anna Holt; participant=Karel Voss; place=Paris
//
// Trigger and args have the syntax of Parse. Modality, example and says may be
// left out; "says nothing" below an example wants no claim of the frame.
type FrameFile struct {
	Name   string
	Frames []UserFrame
	digest string
}

// UserFrame is one frame of a file.
type UserFrame struct {
	ontology.Frame
	Kind     *ontology.Kind
	Line     int // of the word "frame"
	Examples []FrameExample
}

// FrameExample is a sentence under a frame with what the frame must say of it.
type FrameExample struct {
	Text string
	Want []string // role=value; nil means: nothing
	Line int
}

// FrameError is a mistake in a file of frames.
type FrameError struct {
	File string `json:"file"`
	Line int    `json:"line"`
	What string `json:"what"`
}

// Error gives the mistake as compilers do: "my.frames:3: no kind is called \"party\"".
func (e FrameError) Error() string { return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.What) }

// ParseFrames reads a file of frames. It returns all mistakes, each with its line;
// the frames are of use only when there are none.
func ParseFrames(name string, data []byte) (FrameFile, []FrameError) {
	p := &frameParser{file: FrameFile{Name: name, digest: string(data)}, names: map[string]int{}}
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		p.line++
		line := strings.TrimSpace(sc.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		if at := strings.IndexByte(line, '\t'); at >= 0 && at < len(word) {
			word, rest = line[:at], line[at:]
		}
		p.read(word, strings.TrimSpace(rest))
	}
	if err := sc.Err(); err != nil {
		p.line++
		p.fail("cannot be read: %v", err)
	}
	p.close()
	if len(p.file.Frames) == 0 && len(p.errors) == 0 {
		p.fail("holds no frame: begin one with \"frame NAME\"")
	}
	slices.SortStableFunc(p.errors, func(a, b FrameError) int { return a.Line - b.Line })
	return p.file, p.errors
}

// frameParser is a file while it is read.
type frameParser struct {
	file   FrameFile
	errors []FrameError
	line   int
	names  map[string]int // line of each frame's name
	open   *UserFrame
	args   []int // lines of the open frame's args
	sets   []int // and of its sets
	lines  map[string]int
}

func (p *frameParser) fail(format string, args ...any) { p.failAt(p.line, format, args...) }

func (p *frameParser) failAt(line int, format string, args ...any) {
	p.errors = append(p.errors, FrameError{p.file.Name, line, fmt.Sprintf(format, args...)})
}

// read takes one line.
func (p *frameParser) read(word, rest string) {
	if word == "frame" {
		p.begin(rest)
		return
	}
	if p.open == nil {
		p.fail("%q stands before the first \"frame NAME\"", word)
		return
	}
	if rest == "" {
		p.fail("%q says nothing: write %s", word, wants(word))
		return
	}
	switch word {
	case "kind", "trigger", "modality":
		if at, twice := p.lines[word]; twice {
			p.fail("%q is given twice, first in line %d", word, at)
			return
		}
		p.lines[word] = p.line
		p.single(word, rest)
	case "arg":
		p.open.Args = append(p.open.Args, rest)
		p.args = append(p.args, p.line)
	case "set":
		role, value, ok := strings.Cut(rest, "=")
		if !ok {
			p.fail("%q is not role=value", rest)
			return
		}
		p.open.Set[strings.TrimSpace(role)] = strings.TrimSpace(value)
		p.sets = append(p.sets, p.line)
	case "example":
		p.open.Examples = append(p.open.Examples, FrameExample{Text: rest, Line: p.line})
	case "says":
		p.says(rest)
	default:
		p.fail("no line begins with %q: use frame, kind, trigger, arg, set, modality, example or says", word)
	}
}

// wants says what a line must hold.
func wants(word string) string {
	switch word {
	case "kind":
		return "kind meeting, agreement or event"
	case "trigger":
		return "trigger lemma|lemma VERB"
	case "arg":
		return "arg role = path"
	case "set":
		return "set role=value"
	}
	return word + " and its words"
}

func (p *frameParser) single(word, rest string) {
	switch word {
	case "kind":
		kind, ok := ontology.ByName(rest)
		if !ok || !slices.Contains(userKinds, rest) {
			p.fail("no frame can be of kind %q: use one of %s", rest, strings.Join(userKinds, ", "))
			return
		}
		p.open.Kind = kind
	case "trigger":
		p.open.Trigger = rest
	case "modality":
		m := ontology.Modality(rest)
		if !slices.ContainsFunc(ontology.Modalities, func(row struct {
			Modality  ontology.Modality
			Predicate ontology.Predicate
			Asserts   bool
		}) bool {
			return row.Modality == m
		}) {
			p.fail("no modality is called %q", rest)
			return
		}
		p.open.Modality = m
	}
}

// userKinds are the kinds that frames of a user may state.
var userKinds = []string{"meeting", "agreement", "event"}

func (p *frameParser) says(rest string) {
	if len(p.open.Examples) == 0 {
		p.fail("\"says\" stands before any example of frame %s", p.open.Name)
		return
	}
	last := &p.open.Examples[len(p.open.Examples)-1]
	if rest == "nothing" {
		return
	}
	for _, part := range strings.Split(rest, ";") {
		part = strings.TrimSpace(part)
		if !strings.Contains(part, "=") {
			p.fail("%q is not role=value", part)
			continue
		}
		last.Want = append(last.Want, part)
	}
}

// begin opens a frame.
func (p *frameParser) begin(name string) {
	p.close()
	if name == "" || strings.ContainsAny(name, " \t") {
		p.fail("a frame wants a name of one word: \"frame shake-hands\"")
		name = fmt.Sprintf("line-%d", p.line)
	}
	if at, twice := p.names[name]; twice {
		p.fail("frame %s stands in line %d already", name, at)
	}
	p.names[name] = p.line
	p.open = &UserFrame{Frame: ontology.Frame{Name: name, Set: map[string]string{}}, Line: p.line}
	p.lines, p.args, p.sets = map[string]int{}, nil, nil
}

// close checks the open frame and keeps it.
func (p *frameParser) close() {
	f := p.open
	if f == nil {
		return
	}
	p.open = nil
	if _, given := p.lines["kind"]; !given {
		p.failAt(f.Line, "frame %s has no kind: add \"kind meeting\", agreement or event", f.Name)
	}
	if _, given := p.lines["trigger"]; !given {
		p.failAt(f.Line, "frame %s has no trigger: add \"trigger lemma VERB\"", f.Name)
	}
	if f.Kind == nil || f.Trigger == "" {
		return
	}
	p.check(f)
	p.file.Frames = append(p.file.Frames, *f)
}

// check holds a frame against its kind, a line at a time.
func (p *frameParser) check(f *UserFrame) {
	bare := ontology.Frame{Name: f.Name, Trigger: f.Trigger}
	if _, err := parse(f.Kind, &bare); err != nil {
		p.failAt(p.lines["trigger"], "%s", cutFrame(err, f.Name))
	}
	if class := f.Trigger[strings.LastIndexByte(f.Trigger, ' ')+1:]; !slices.Contains([]string{"VERB", "NOUN", "ADJ"}, class) {
		p.failAt(p.lines["trigger"], "trigger %q does not end in VERB, NOUN or ADJ", f.Trigger)
	}
	if f.Trigger != strings.ToLower(f.Trigger[:max(strings.LastIndexByte(f.Trigger, ' '), 0)])+f.Trigger[max(strings.LastIndexByte(f.Trigger, ' '), 0):] {
		p.failAt(p.lines["trigger"], "the words of trigger %q are lemmas: write them in small letters", f.Trigger)
	}
	for i, line := range f.Args {
		if _, err := parseArg(f.Kind, line); err != nil {
			p.failAt(p.args[i], "%v", err)
		}
	}
	if err := checkSet(f.Kind, &f.Frame); err != nil && len(p.sets) > 0 {
		p.failAt(p.sets[0], "%s", cutFrame(err, f.Name))
	}
	for _, role := range f.Kind.Roles {
		_, set := f.Set[role.Name]
		if role.Required && role.Value == ontology.Term && role.Name == "type" && !set {
			p.failAt(f.Line, "frame %s sets no type: add \"set type=%s\" or another of %s", f.Name, role.Terms[0], strings.Join(role.Terms, ", "))
		}
	}
}

// cutFrame takes the frame's name off an error: the line tells it.
func cutFrame(err error, name string) string {
	return strings.TrimPrefix(err.Error(), "frame "+name+": ")
}

// CheckExamples reads the examples of a file's frames with an extractor that has
// them, and returns those that say otherwise. Read makes a reading of a sentence.
func (f FrameFile) CheckExamples(read func(text string) Reading) []FrameError {
	var out []FrameError
	for _, frame := range f.Frames {
		for _, e := range frame.Examples {
			r := read(e.Text)
			var claims []Claim
			for _, c := range r.Claims {
				if c.Rule == frame.Name {
					claims = append(claims, c)
				}
			}
			switch {
			case e.Want == nil && len(claims) > 0:
				out = append(out, FrameError{f.Name, e.Line, fmt.Sprintf("frame %s says something of its example: %s", frame.Name, r.Words(claims[0]))})
			case e.Want != nil && len(claims) == 0:
				out = append(out, FrameError{f.Name, e.Line, fmt.Sprintf("frame %s says nothing of its example; 'entente why-not' tells what failed", frame.Name)})
			case e.Want != nil && !slices.ContainsFunc(claims, func(c Claim) bool { return r.Says(c, e.Want) }):
				out = append(out, FrameError{f.Name, e.Line, fmt.Sprintf("frame %s says otherwise of its example: %s", frame.Name, r.Words(claims[0]))})
			}
		}
	}
	return out
}

// NewWith returns an extractor with the built-in frames and those of files.
func NewWith(files ...FrameFile) (*Extractor, error) {
	kinds := slices.Clone(ontology.Kinds)
	own := map[string]bool{}
	for i, k := range kinds {
		more := *k
		more.Frames = nil
		for _, file := range files {
			for _, f := range file.Frames {
				if f.Kind.Name == k.Name {
					more.Frames = append(more.Frames, f.Frame)
					own[f.Name] = true
				}
			}
		}
		more.Frames = append(more.Frames, k.Frames...)
		kinds[i] = &more
	}
	x, err := New(kinds)
	if err != nil {
		return nil, err
	}
	x.own = own
	return x, nil
}

// Digest names the frames and words of an extractor; another digest may read otherwise.
func (ex *Extractor) Digest() string { return ex.digest }
