package nlp

import "strings"

// entities reads the brackets in which GUM writes what phrases mean the same
// (CorefUD): Entity=(7-person-new-...(9-place-...) opens two at a word and closes
// the second there, Entity=7) closes the first.
type entities struct {
	open   []opened
	chains map[string]int // id -> index in Doc.Chains
}

type opened struct {
	id, kind string
	start    int
}

var entityKinds = map[string]NameKind{"person": Person, "place": Place, "organization": Organization, "event": Event}

func (e *entities) read(d *Doc, i int, value string) {
	for value != "" {
		if value[0] == '(' {
			end := 1 + strings.IndexAny(value[1:]+"(", "()")
			f := strings.Split(value[1:end], "-")
			kind := ""
			if len(f) > 1 {
				kind = f[1]
			}
			e.open = append(e.open, opened{f[0], kind, i})
			value = value[end:]
			if strings.HasPrefix(value, ")") {
				e.close(d, f[0], i)
				value = value[1:]
			}
			continue
		}
		id, rest, _ := strings.Cut(value, ")")
		if at := strings.IndexByte(id, '('); at >= 0 {
			id, rest = id[:at], value[at:]
		}
		e.close(d, id, i)
		value = rest
	}
}

// close ends the phrase of an entity that was opened last.
func (e *entities) close(d *Doc, id string, i int) {
	for k := len(e.open) - 1; k >= 0; k-- {
		o := e.open[k]
		if o.id != id {
			continue
		}
		e.open = append(e.open[:k], e.open[k+1:]...)
		if e.chains == nil {
			e.chains = map[string]int{}
		}
		at, known := e.chains[id]
		if !known {
			at = len(d.Chains)
			e.chains[id] = at
			kind, named := entityKinds[o.kind]
			if !named {
				kind = Misc
			}
			d.Chains = append(d.Chains, Chain{Kind: kind})
		}
		d.Chains[at].Mentions = append(d.Chains[at].Mentions, Mention{Start: o.start, End: i + 1, Head: i, Kind: Nominal, Name: -1})
		return
	}
}

// heads finds the head of each phrase, once the trees are known: the first word
// that hangs outside of it.
func (e *entities) heads(d *Doc) {
	if e.chains == nil {
		return
	}
	for _, c := range d.Chains {
		for k := range c.Mentions {
			m := &c.Mentions[k]
			for t := m.Start; t < m.End; t++ {
				if h := d.Tokens[t].Head; h < m.Start || h >= m.End {
					m.Head = t
					break
				}
			}
			switch d.Tokens[m.Head].UPOS {
			case "PRON":
				m.Kind = Pronoun
			case "PROPN":
				m.Kind = Proper
			}
		}
	}
}
