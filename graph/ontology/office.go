package ontology

// OfficeKind: somebody holds, held or is to hold a post. It draws the shortcut
// person -holds-> office and, by resolution, a tenure with its bounds.
var OfficeKind = Kind{
	Name: "office", Subject: Person, SubjectRole: "person",
	Roles: []Role{
		{Name: "person", Players: []Type{Person}, Required: true},
		{Name: "title", Predicate: "title", Value: Text, Required: true},
		{Name: "of", Predicate: "of", Players: []Type{Country, Organization, Person}},
		{Name: "status", Predicate: "status", Value: Term, Terms: []string{"current", "former", "acting", "designate"}, Required: true},
		{Name: "start", Predicate: "start", Value: Date},
		{Name: "end", Predicate: "end", Value: Date},
	},
}
