package ontology

// StatementKind: somebody says something, in direct or in reported speech.
var StatementKind = Kind{
	Name: "statement", Subject: Statement,
	Roles: []Role{
		{Name: "speaker", Predicate: "speaker", Players: []Type{Person, Country, Organization}, Many: true, Required: true},
		{Name: "addressee", Predicate: "addressee", Players: []Type{Person, Country, Organization}},
		{Name: "about", Predicate: "about", Players: []Type{Person, Country, Organization, Place, Meeting, Agreement}, Many: true},
		{Name: "quote", Predicate: "quote", Value: Text, Required: true},
		{Name: "direct", Predicate: "direct", Value: Term, Terms: []string{"true", "false"}, Required: true},
	},
	Examples: []Example{
		{"Anna Holt said that France would sign the treaty.", []string{"speaker=Anna Holt", "quote=France would sign the treaty", "direct=false"}},
		{"\"We will sign the treaty tomorrow,\" Anna Holt said.", []string{"speaker=Anna Holt", "direct=true"}},
		{"Anna Holt signed the treaty.", nil},
	},
}
