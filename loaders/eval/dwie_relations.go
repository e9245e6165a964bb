package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"entente/graph/gazetteer"
	"entente/graph/ontology"
	"entente/loaders/article"
	"entente/loaders/extract"
	"entente/loaders/nlp"
	"entente/loaders/resolve"
)

// Relations are the relations of roles that DWIE annotates, by its names.
var Relations = []Measure{"head_of_state", "head_of_gov", "minister_of", "head_of", "spokesperson_of", "agent_of", "member_of", "citizen_of"}

// relation is one of Relations between two things of an article, or between two
// concepts of its annotation.
type relation struct {
	subject, object int
	is              Measure
}

// dwieRelations are the annotated relations of an article.
type dwieRelations struct {
	dwieDoc
	Relations []struct {
		S, O int
		P    string
	}
}

// ScoreDWIE measures the relations of roles on DWIE: from the raw text, and with
// the annotated names and chains given. A thing found is the annotated one when
// they share any name. Who is head of a state, a government or a ministry by the
// gazetteer counts as found where the article names both: the annotators knew it.
func ScoreDWIE(ctx context.Context, r Readers, dir string) (*Scores, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no *.json in %s (name the folder of development sets with --data): %v", dir, err)
	}
	sum := &Scores{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var d dwieRelations
		if err := json.Unmarshal(raw, &d); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, given := range []bool{false, true} {
			s, err := d.score(ctx, r, given)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			sum.Add(s)
		}
	}
	return sum, nil
}

// score reads one article, with its annotated names and chains or without, and
// compares the relations.
func (d dwieRelations) score(ctx context.Context, r Readers, given bool) (*Scores, error) {
	for a, err := range article.Read(ctx, d.ID+".txt", bytes.NewReader([]byte(d.Content))) {
		if err != nil {
			return nil, err
		}
		doc := r.English.Read(extract.Input(a))
		prefix := Measure("")
		if given {
			d.give(doc)
			prefix = "given "
		}
		reading := extract.Extract(doc, a)
		return d.compare(prefix, resolve.InArticle(&reading, r.Reader.Known)), nil
	}
	return nil, fmt.Errorf("no article")
}

// compare counts the relations found against the annotated ones.
func (d dwieRelations) compare(prefix Measure, things *resolve.Things) *Scores {
	s := newScores(d.ID)
	names := d.names()
	same := func(thing, concept int) bool { return shareName(thingNames(things, thing), names[concept]) }
	found := relationsOf(things)
	hit := make([]bool, len(found))
	for _, g := range d.gold() {
		at := -1
		for i, f := range found {
			if f.is == g.is && same(f.subject, g.subject) && same(f.object, g.object) {
				at, hit[i] = i, true
			}
		}
		if at >= 0 {
			s.hit(prefix + g.is)
			s.hit(prefix + "relations")
			continue
		}
		s.missed(prefix+g.is, "%s, %s", d.Concepts[g.subject].Text, d.Concepts[g.object].title())
		s.count(prefix+"relations").Miss++
	}
	for i, f := range found {
		if !hit[i] {
			s.wrong(prefix+f.is, "%s, %s", shown(things.All[f.subject]), shown(things.All[f.object]))
			s.count(prefix+"relations").False++
		}
	}
	return s
}

// gold are the annotated relations, between indexes of Concepts.
func (d dwieRelations) gold() []relation {
	index := map[int]int{}
	for i, c := range d.Concepts {
		index[c.Concept] = i
	}
	var out []relation
	for _, r := range d.Relations {
		g := relation{index[r.S], index[r.O], Measure(r.P)}
		if slices.Contains(Relations, g.is) && !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}

// names are the folded names of each concept: as mentioned, by its title, and for
// a state by the adjectives that the annotation ties to it.
func (d dwieRelations) names() []map[string]bool {
	out := make([]map[string]bool, len(d.Concepts))
	index := map[int]int{}
	for i, c := range d.Concepts {
		index[c.Concept] = i
		out[i] = map[string]bool{fold(c.Text): true, fold(c.title()): true}
		delete(out[i], "")
	}
	for _, m := range d.Mentions {
		if i, ok := index[m.Concept]; ok {
			out[i][fold(m.Text)] = true
		}
	}
	for _, r := range d.Relations {
		if r.P == "gpe0" {
			for name := range out[index[r.S]] {
				out[index[r.O]][name] = true
			}
		}
	}
	return out
}

// thingNames are the folded names of a thing: its mentions and the gazetteer's.
func thingNames(things *resolve.Things, i int) map[string]bool {
	t := things.All[i]
	out := map[string]bool{}
	for _, n := range t.Names {
		out[fold(n)] = true
	}
	for k, of := range things.OfEntity {
		if of != i {
			continue
		}
		for _, m := range things.Reading.Entities[k].Mentions {
			if m.Kind != "nominal" && m.Kind != "pronoun" && m.Kind != "title" {
				out[fold(m.Text)] = true
			}
		}
	}
	if kind, slug, ok := strings.Cut(string(t.Ref), ":"); ok {
		if e, ok := gazetteer.Find(gazetteer.Kind(kind), slug); ok {
			for _, n := range append(append([]string{e.Name}, e.Aliases...), e.Demonyms...) {
				out[fold(n)] = true
			}
		}
	}
	delete(out, "")
	return out
}

func shareName(a, b map[string]bool) bool {
	for n := range a {
		if b[n] {
			return true
		}
	}
	return false
}

// relationsOf are the relations of roles that a reading states, with what the
// gazetteer knows of the offices of its people.
func relationsOf(things *resolve.Things) []relation {
	var out []relation
	add := func(subject, object int, is ...Measure) {
		for _, p := range is {
			if r := (relation{subject, object, p}); subject >= 0 && object >= 0 && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	for _, c := range things.Reading.Claims {
		if !c.Modality.Asserts() && c.Modality != ontology.Planned {
			continue
		}
		switch c.Kind {
		case ontology.OfficeKind.Name:
			title, _ := partOf(c, "title")
			person, of := playerOf(things, c, "person"), playerOf(things, c, "of")
			if of >= 0 {
				add(person, of, officeRelations(title.Value, things.All[of].Type)...)
			}
		case ontology.AffiliationKind.Name:
			subject := playerOf(things, c, "subject")
			if subject < 0 || things.All[subject].Type != ontology.Person {
				continue
			}
			add(subject, playerOf(things, c, "citizenOf"), "citizen_of")
			add(subject, playerOf(things, c, "represents"), "citizen_of")
			add(subject, playerOf(things, c, "memberOf"), "member_of")
		}
	}
	return append(out, knownRelations(things, out)...)
}

func partOf(c extract.Claim, role string) (extract.Part, bool) {
	for _, p := range c.Parts {
		if p.Role == role {
			return p, true
		}
	}
	return extract.Part{}, false
}

// playerOf returns the thing that plays a role, -1 if none.
func playerOf(things *resolve.Things, c extract.Claim, role string) int {
	if p, ok := partOf(c, role); ok && p.Entity >= 0 {
		return things.OfEntity[p.Entity]
	}
	return -1
}

// officeRelations are DWIE's relations for an office of a state, a place or a body.
func officeRelations(title string, of ontology.Type) []Measure {
	office, _ := gazetteer.Title(title)
	folded := fold(title)
	switch of {
	case ontology.Country:
		return stateRelations(office.Kind, folded)
	case ontology.Place:
		return []Measure{"head_of_gov", "agent_of"}
	case ontology.Organization:
		switch {
		case strings.Contains(folded, "spokes"):
			return []Measure{"spokesperson_of", "member_of"}
		case headTitle(folded):
			return []Measure{"head_of", "member_of"}
		}
		return []Measure{"member_of"}
	}
	return nil
}

// stateRelations are those of an office of a state, by the kind of the office.
func stateRelations(kind, title string) []Measure {
	served := []Measure{"agent_of", "citizen_of"}
	switch kind {
	case "head-of-state":
		return append(served, "head_of_state")
	case "head-of-government":
		return append(served, "head_of_gov")
	case "minister", "foreign-minister", "defense-minister":
		return append(served, "minister_of")
	case "spokesperson":
		return append(served, "spokesperson_of")
	case "ambassador", "envoy", "diplomat", "deputy-minister", "deputy-head":
		return served
	}
	if strings.HasSuffix(title, "minister") || strings.Contains(title, "minister of") || strings.Contains(title, "minister for") {
		return append(served, "minister_of")
	}
	for _, w := range strings.Fields(title) {
		if servants[w] {
			return served
		}
	}
	return []Measure{"citizen_of"}
}

// servants are words of titles of those who serve a state.
var servants = map[string]bool{"secretary": true, "chief": true, "commander": true, "general": true, "admiral": true, "prosecutor": true, "adviser": true, "advisor": true,
	"negotiator": true, "coordinator": true, "commissioner": true, "consul": true, "judge": true, "official": true}

// headTitle reports whether a folded title is that of who heads a body, his deputies
// with him: DWIE annotates both so.
func headTitle(title string) bool {
	for _, w := range strings.Fields(title) {
		switch w {
		case "head", "chief", "chair", "chairman", "chairwoman", "chairperson", "president", "director", "leader", "secretary", "secretarygeneral",
			"general", "commander", "pope", "rector", "founder", "boss", "ceo", "editor":
			return true
		}
	}
	return false
}

// knownRelations are what the gazetteer knows of the offices that the persons of
// an article held by its day in the states that the article names.
func knownRelations(things *resolve.Things, have []relation) []relation {
	var out []relation
	for s, t := range things.All {
		kind, slug, _ := strings.Cut(string(t.Ref), ":")
		if kind != string(gazetteer.Person) {
			continue
		}
		for _, tenure := range gazetteer.Tenures(slug) {
			o := slices.IndexFunc(things.All, func(t resolve.Thing) bool { return string(t.Ref) == "country:"+tenure.Of })
			if o < 0 {
				continue
			}
			for _, is := range stateRelations(tenure.Kind, fold(tenure.Title)) {
				if r := (relation{s, o, is}); !slices.Contains(have, r) && !slices.Contains(out, r) {
					out = append(out, r)
				}
			}
		}
	}
	return out
}

// give puts the annotated names and chains in the place of those that were read.
// Titles, and what pronouns and nouns stand for, stay as they were read where they
// go with an annotated name.
func (d dwieRelations) give(doc *nlp.Doc) {
	read, chains := doc.Names, doc.Chains
	at := map[int]int{} // first token of each byte
	for i, t := range doc.Tokens {
		at[t.Start] = i
	}
	doc.Names, doc.Chains = nil, nil
	ofConcept := map[int]int{}
	for _, m := range d.mentions() {
		c := d.Concepts[m.Thing]
		kind, ok := nameKindOf(c)
		from, starts := at[m.Start]
		to := from
		for to < len(doc.Tokens) && doc.Tokens[to].End <= m.End {
			to++
		}
		if !ok || !starts || to == from {
			continue
		}
		name := nlp.Name{Start: from, End: to, Kind: kind}
		for _, n := range read {
			if n.Kind == nlp.Person && n.End == to && kind == nlp.Person && n.Title.End <= from {
				name.Title = n.Title
			}
		}
		doc.Names = append(doc.Names, name)
		k, known := ofConcept[m.Thing]
		if !known {
			k = len(doc.Chains)
			ofConcept[m.Thing] = k
			doc.Chains = append(doc.Chains, nlp.Chain{Kind: kind})
		}
		doc.Chains[k].Mentions = append(doc.Chains[k].Mentions, nlp.Mention{Start: from, End: to, Head: headIn(doc, from, to), Kind: nlp.Proper})
	}
	slices.SortFunc(doc.Names, func(a, b nlp.Name) int { return a.Start - b.Start })
	number(doc)
	for k := range doc.Chains {
		doc.Chains[k].Mentions = append(doc.Chains[k].Mentions, others(chains, doc.Chains[k])...)
		slices.SortFunc(doc.Chains[k].Mentions, func(a, b nlp.Mention) int { return a.Start - b.Start })
	}
	for i := range doc.Quotes {
		doc.Quotes[i].Chain = -1
	}
}

// number sets the names of mentions.
func number(doc *nlp.Doc) {
	for k := range doc.Chains {
		for m := range doc.Chains[k].Mentions {
			mention := &doc.Chains[k].Mentions[m]
			mention.Name = slices.IndexFunc(doc.Names, func(n nlp.Name) bool { return n.Start == mention.Start && n.End == mention.End })
		}
	}
}

// others are the pronouns and nouns of the read chain that shares a name with one.
func others(read []nlp.Chain, given nlp.Chain) []nlp.Mention {
	for _, c := range read {
		shares := slices.ContainsFunc(c.Mentions, func(m nlp.Mention) bool {
			return m.Kind == nlp.Proper && slices.ContainsFunc(given.Mentions, func(g nlp.Mention) bool { return g.Start == m.Start })
		})
		if !shares {
			continue
		}
		var out []nlp.Mention
		for _, m := range c.Mentions {
			if m.Kind != nlp.Proper && m.Group == nil {
				out = append(out, m)
			}
		}
		return out
	}
	return nil
}

func headIn(doc *nlp.Doc, from, to int) int {
	for i := from; i < to; i++ {
		if h := doc.Tokens[i].Head; h < from || h >= to {
			return i
		}
	}
	return to - 1
}

// nameKindOf is the kind of name that a concept has; false for what is no person,
// body, place or people.
func nameKindOf(c dwieConcept) (nlp.NameKind, bool) {
	switch {
	case c.is("type::person"):
		return nlp.Person, true
	case c.is("type::gpe0-x"), c.is("type::loc-x"), c.is("type::gpe1-x"):
		return nlp.Demonym, true
	case c.is("type::organization"):
		return nlp.Organization, true
	case c.is("type::location"):
		return nlp.Place, true
	}
	return "", false
}
