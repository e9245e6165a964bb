package extract

import (
	"fmt"
	"slices"
	"strings"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
)

// Words puts a claim into one line for people: "meeting: participant Anna Holt;
// place Geneva; status held". Modalities other than stated stand in front.
func (r Reading) Words(c Claim) string {
	var parts []string
	for _, p := range c.Parts {
		parts = append(parts, p.Role+" "+r.player(p))
	}
	kind := c.Kind
	if c.Modality != ontology.Stated {
		kind = string(c.Modality) + " " + kind
	}
	if c.Speaker >= 0 {
		kind += " (says " + r.NameOf(c.Speaker) + ")"
	}
	return kind + ": " + strings.Join(parts, "; ")
}

// Says reports whether a claim has all wanted parts, "role=value"; "modality=planned"
// is one too.
func (r Reading) Says(c Claim, want []string) bool {
	got := []string{"modality=" + string(c.Modality)}
	for _, p := range c.Parts {
		got = append(got, p.Role+"="+r.player(p))
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			return false
		}
	}
	return true
}

// NameOf is the longest name of an entity in the article, else the first phrase
// that refers to it.
func (r Reading) NameOf(i int) string {
	e := r.Entities[i]
	if e.Name != "" {
		return e.Name
	}
	best := ""
	for _, m := range e.Mentions {
		if m.Kind == "name" && len(m.Text) > len(best) {
			best = m.Text
		}
	}
	if best == "" {
		best = byPhrase(e)
	}
	return strings.Join(strings.Fields(best), " ")
}

// byPhrase is the first phrase that refers to an entity without a name; a state that only
// the title of its president tells of has the gazetteer's name.
func byPhrase(e Entity) string {
	for _, m := range e.Mentions {
		if m.Kind != "title" {
			return m.Text
		}
	}
	if kind, slug, ok := strings.Cut(e.Ref, ":"); ok {
		if known, ok := gazetteer.Find(gazetteer.Kind(kind), slug); ok {
			return known.Name
		}
	}
	if len(e.Mentions) > 0 {
		return e.Mentions[0].Text
	}
	return ""
}

// player is what plays a part, in words.
func (r Reading) player(p Part) string {
	switch {
	case p.Entity >= 0:
		return r.NameOf(p.Entity)
	case p.Claim >= 0:
		return fmt.Sprintf("#%d", p.Claim)
	}
	return p.Value
}
