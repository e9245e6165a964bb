package view

import (
	"cmp"
	"slices"

	"entente/graph/ontology"
	"entente/graph/when"
)

func (m *maker) meetings() []Meeting {
	all := []Meeting{}
	for _, s := range m.about(ontology.Meeting) {
		all = append(all, Meeting{ID: string(s.iri), Name: s.literal("name"), Modality: s.modality(), Type: s.literal("type"),
			Status: s.fate(), Participants: m.names(s, "participant"), Host: m.name(s, "host"), Convener: m.name(s, "convener"),
			Place: m.place(s), Date: when.Date(s.literal("date")), Topics: m.names(s, "topic"), PartOf: m.name(s, "partOf"),
			Produced: m.name(s, "produced"), Evidence: s.evidence()})
	}
	return all
}

// fate is what became of a meeting in the end: one that was planned, then canceled, is
// canceled, one that was held after all is held. Hearsay and denials change nothing.
func (s *subject) fate() string {
	told := map[string]bool{}
	for _, c := range s.claims {
		for _, f := range c.Facts {
			if f.Subject == s.iri && f.Predicate == "status" && c.Modality != ontology.Alleged && c.Modality != ontology.Denied {
				told[f.Object.Literal] = true
			}
		}
	}
	for _, end := range []string{"failed", "held", "cancelled", "postponed"} {
		if told[end] {
			return end
		}
	}
	return s.literal("status")
}

func (m *maker) agreements() []Agreement {
	all := []Agreement{}
	for _, s := range m.about(ontology.Agreement) {
		history := stages(s.literals("status"))
		a := Agreement{ID: string(s.iri), Name: s.literal("name"), Modality: s.modality(), Type: s.literal("type"), Status: s.literal("status"),
			Parties: m.names(s, "party"), Meeting: m.name(s, "signedAt"), Date: when.Date(s.literal("date")), Place: m.place(s),
			Topics: m.names(s, "topic"), Provisions: s.literals("provision"), Evidence: s.evidence()}
		if len(history) > 1 {
			a.History = history
		}
		if len(history) > 0 {
			a.Status = history[len(history)-1] // what became of it in the end
		}
		all = append(all, a)
	}
	return all
}

// stages puts the statuses of an agreement in the order in which agreements go
// through them.
func stages(statuses []string) []string {
	role, _ := ontology.AgreementKind.Role("status")
	slices.SortFunc(statuses, func(a, b string) int {
		return cmp.Or(slices.Index(role.Terms, a)-slices.Index(role.Terms, b), cmp.Compare(a, b))
	})
	return statuses
}

func (m *maker) events() []Event {
	all := []Event{}
	for _, s := range m.about(ontology.Event) {
		all = append(all, Event{ID: string(s.iri), Type: s.literal("type"), Mode: s.literal("mode"), Modality: s.modality(),
			Actors: m.names(s, "actor"), Recipients: m.names(s, "recipient"), Amounts: s.literals("amount"), Quantities: s.literals("quantity"),
			Date: when.Date(s.literal("date")), Place: m.place(s), Evidence: s.evidence()})
	}
	return all
}

func (m *maker) statements() []Statement {
	all := []Statement{}
	for _, s := range m.about(ontology.Statement) {
		st := Statement{ID: string(s.iri), Addressee: m.name(s, "addressee"), About: m.names(s, "about"), Quote: s.literal("quote"),
			Direct: s.literal("direct") == "true", Evidence: s.evidence()}
		if who := m.names(s, "speaker"); len(who) == 1 {
			st.Speaker = who[0]
		} else {
			st.Speakers = who
		}
		all = append(all, st)
	}
	return all
}
