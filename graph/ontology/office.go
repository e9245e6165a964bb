package ontology

// OfficeKind: somebody holds, held or is to hold a post. It draws the shortcut
// person -holds-> office and, by resolution, a tenure with its bounds.
var OfficeKind = Kind{
	Name: "office", Subject: Person, SubjectRole: "person",
	Roles: []Role{
		{Name: "person", Players: []Type{Person}, Required: true},
		{Name: "title", Predicate: "title", Value: Text, Required: true},
		{Name: "of", Predicate: "of", Players: []Type{Country, Organization, Place, Person}},
		{Name: "status", Predicate: "status", Value: Term, Terms: []string{"current", "former", "acting", "designate"}, Required: true},
		{Name: "start", Predicate: "start", Value: Date},
		{Name: "end", Predicate: "end", Value: Date},
	},
	Examples: []Example{
		{"Russian Foreign Minister Sergei Lavrov spoke on Friday.", []string{"person=Sergei Lavrov", "title=Foreign Minister", "of=Russian", "status=current"}},
		{"Anna Holt, the former prime minister of France, spoke on Friday.", []string{"person=Anna Holt", "title=prime minister", "of=France", "status=former"}},
		{"France's foreign minister, Karel Voss, spoke on Friday.", []string{"person=Karel Voss", "title=foreign minister", "of=France"}},
		{"Acting Foreign Minister Karel Voss of France spoke on Friday.", []string{"person=Karel Voss", "title=Foreign Minister", "of=France", "status=acting"}},
		{"Anna Holt spoke on Friday.", nil},
	},
}
