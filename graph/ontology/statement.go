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
		{"The treaty is dead, Anna Holt said.", []string{"speaker=Anna Holt", "quote=The treaty is dead", "direct=false"}},
		{"The treaty is dead, according to Anna Holt.", []string{"speaker=Anna Holt", "quote=The treaty is dead", "direct=false"}},
		{"Anna Holt told Karel Voss that France would sign the treaty.", []string{"speaker=Anna Holt", "addressee=Karel Voss", "about=France"}},
		{"Anna Holt called the treaty a mistake.", []string{"speaker=Anna Holt", "quote=the treaty a mistake", "direct=false"}},
		{"Anna Holt and Karel Voss said they would sign the treaty.", []string{"speaker=Anna Holt", "speaker=Karel Voss", "direct=false"}},
		{"Anna Holt signed the treaty.", nil},
		{"Officials said the treaty was dead.", nil},
		{"Anna Holt would not say whether France would sign the treaty.", nil},
	},
}
