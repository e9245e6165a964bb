package extract

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"entente/graph/ontology"
)

// Marshal returns a reading as canonical JSON: one object, fields in the order of
// the types, no spaces, text unescaped but for what JSON needs, a line end at the
// end. The same reading gives the same bytes.
func Marshal(r Reading) ([]byte, error) {
	if r.Entities == nil {
		r.Entities = []Entity{}
	}
	if r.Claims == nil {
		r.Claims = []Claim{}
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return nil, fmt.Errorf("marshal reading of %s: %w", r.Article.ID, err)
	}
	return out.Bytes(), nil
}

// Unmarshal reads what Marshal wrote and checks that its indexes and spans hold.
func Unmarshal(data []byte) (Reading, error) {
	var r Reading
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		return Reading{}, fmt.Errorf("unmarshal reading: %w", err)
	}
	if err := r.check(); err != nil {
		return Reading{}, fmt.Errorf("unmarshal reading of %s: %w", r.Article.ID, err)
	}
	return r, nil
}

// check holds the indexes of a reading against its lists, and its spans against
// its text where that is there.
func (r *Reading) check() error {
	size := len(r.Article.Text)
	ok := func(start, end int) bool { return 0 <= start && start <= end && (size == 0 || end <= size) }
	for i, e := range r.Entities {
		for _, m := range e.Mentions {
			if !ok(m.Start, m.End) || size > 0 && r.Article.Text[m.Start:m.End] != m.Text {
				return fmt.Errorf("entity %d: mention %d-%d is not %q", i, m.Start, m.End, m.Text)
			}
		}
	}
	for i, c := range r.Claims {
		if _, known := ontology.ByName(c.Kind); !known {
			return fmt.Errorf("claim %d: no kind %q", i, c.Kind)
		}
		if !ok(c.Start, c.End) || !ok(c.Cue.Start, c.Cue.End) || !ok(c.Trigger.Start, c.Trigger.End) || c.Same >= i || c.Speaker >= len(r.Entities) || c.Speaker < -1 || c.Same < -1 {
			return fmt.Errorf("claim %d: span, speaker or link out of bounds", i)
		}
		for _, p := range c.Parts {
			if p.Entity >= len(r.Entities) || p.Claim >= len(r.Claims) || p.Entity < -1 || p.Claim < -1 || !ok(p.Start, p.End) {
				return fmt.Errorf("claim %d: part %s out of bounds", i, p.Role)
			}
		}
	}
	return nil
}

// version changes whenever the rules in this package read otherwise.
const version = "2"

// digestOf names kinds, frames and the rules of this package.
func digestOf(kinds []*ontology.Kind) string {
	sum := sha256.New()
	fmt.Fprintln(sum, "extract", version)
	for _, k := range kinds {
		fmt.Fprintln(sum, k.Name)
		for _, f := range k.Frames {
			set, _ := json.Marshal(f.Set) // a map of strings: keys come sorted
			fmt.Fprintf(sum, "%s|%s|%q|%s|%s\n", f.Name, f.Trigger, f.Args, set, f.Modality)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:10])
}
