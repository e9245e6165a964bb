package ontology

// MeetingKind: people, countries or organizations meet, met or are to meet.
var MeetingKind = Kind{
	Name: "meeting", Subject: Meeting,
	Roles: []Role{
		{Name: "participant", Predicate: "participant", Players: []Type{Person, Country, Organization}, Many: true},
		{Name: "host", Predicate: "host", Players: []Type{Person, Country, Organization}},
		{Name: "convener", Predicate: "convener", Players: []Type{Person, Country, Organization}},
		{Name: "place", Predicate: "place", Players: []Type{Place, Country}},
		{Name: "date", Predicate: "date", Value: Date},
		{Name: "topic", Predicate: "topic", Players: []Type{Country, Organization, Person, Place, Agreement}, Many: true},
		{Name: "produced", Predicate: "produced", Players: []Type{Agreement}, Many: true},
		{Name: "partOf", Predicate: "partOf", Players: []Type{Meeting}},
		{Name: "name", Predicate: "name", Value: Text},
		{Name: "type", Predicate: "type", Value: Term, Required: true, Terms: []string{
			"talks", "summit", "visit", "call", "conference", "news-conference", "session", "meeting"}},
		{Name: "status", Predicate: "status", Value: Term, Required: true, Terms: []string{
			"held", "planned", "proposed", "postponed", "cancelled", "failed"}},
	},
}
