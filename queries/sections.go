package queries

import (
	"cmp"
	"slices"

	"entente/graph/ontology"
	"entente/graph/when"
)

// Section is a part of a page: facts that a reader looks for together.
type Section struct {
	Title string     `json:"title"`
	Facts []PageFact `json:"facts"` // by time, undated ones last
}

// sectionTable says under which title an edge at a thing stands, in the order in
// which a page shows them. Edges come in when inverse.
var sectionTable = []struct {
	title   string
	inverse bool
	edges   []ontology.Predicate
}{
	{"Offices", false, []ontology.Predicate{"holds"}},
	{"What it is", false, []ontology.Predicate{"type", "status", "mode", "title", "name", "amount", "quantity", "start", "end", "date"}},
	{"Who", false, []ontology.Predicate{"participant", "host", "convener", "party", "actor", "recipient", "speaker", "addressee", "holder", "office"}},
	{"Where", false, []ontology.Predicate{"place", "in", "basedIn", "capital"}},
	{"What about", false, []ontology.Predicate{"topic", "about", "provision", "quote"}},
	{"Stands with", false, []ontology.Predicate{"represents", "memberOf", "partOf", "citizenOf", "of"}},
	{"Comes of it", false, []ontology.Predicate{"produced", "signedAt", "follows", "replaces"}},
	{"Its offices", true, []ontology.Predicate{"of"}},
	{"Held by", true, []ontology.Predicate{"holds"}},
	{"Who stands for it", true, []ontology.Predicate{"represents", "memberOf", "citizenOf", "partOf"}},
	{"Meetings", true, []ontology.Predicate{"participant", "host", "convener"}},
	{"Agreements", true, []ontology.Predicate{"party", "produced", "signedAt"}},
	{"What it did", true, []ontology.Predicate{"actor"}},
	{"What was done to it", true, []ontology.Predicate{"recipient"}},
	{"What it said", true, []ontology.Predicate{"speaker"}},
	{"What it was told", true, []ontology.Predicate{"addressee"}},
	{"What was said of it", true, []ontology.Predicate{"about"}},
	{"What turned on it", true, []ontology.Predicate{"topic", "follows", "replaces"}},
	{"What happened there", true, []ontology.Predicate{"place", "in", "basedIn", "capital"}},
}

// Sections sorts the facts of a page under titles. Tenures are left out where the
// office that they are of stands there; Offices carries their days.
func (p Page) Sections() []Section {
	all := make([]Section, len(sectionTable)+1)
	for i, row := range sectionTable {
		all[i].Title = row.title
	}
	last := len(sectionTable)
	all[last].Title = "More"
	for _, f := range p.Facts {
		if f.Inverse && (f.Predicate == "holder" || f.Predicate == "office") {
			continue
		}
		at := last
		for i, row := range sectionTable {
			if row.inverse == f.Inverse && slices.Contains(row.edges, f.Predicate) {
				at = i
				break
			}
		}
		all[at].Facts = append(all[at].Facts, f)
	}
	for _, s := range all {
		slices.SortStableFunc(s.Facts, func(x, y PageFact) int {
			return cmp.Or(when.Compare(x.First, y.First), cmp.Compare(x.Predicate, y.Predicate), cmp.Compare(x.Other.Label, y.Other.Label))
		})
	}
	return slices.DeleteFunc(all, func(s Section) bool { return len(s.Facts) == 0 })
}

// tenured gives the facts that somebody holds an office the days of the tenure.
func tenured(facts []PageFact, tenures []edge) {
	type days struct{ office, start, end, first, last when.Date }
	at := map[string]*days{}
	for _, e := range tenures {
		id := string(e.subject)
		if at[id] == nil {
			at[id] = &days{}
		}
		d, v := at[id], when.Date(text(e.object))
		switch ontology.Predicate(e.predicate[len("ent:"):]) {
		case "office":
			d.office = v
		case "start":
			d.start = v
		case "end":
			d.end = v
		default:
			if d.first == "" || when.Compare(v, d.first) < 0 {
				d.first = v
			}
			if d.last == "" || when.Compare(v, d.last) > 0 {
				d.last = v
			}
		}
	}
	for i := range facts {
		for _, d := range at {
			if facts[i].Predicate == "holds" && !facts[i].Inverse && string(d.office) == string(facts[i].Other.ID) {
				facts[i].First, facts[i].Last = cmp.Or(d.start, d.first), d.end
				if d.start == "" {
					facts[i].Last = cmp.Or(d.end, d.last)
				}
			}
		}
	}
}
