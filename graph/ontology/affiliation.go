package ontology

// AffiliationKind: who belongs to what: citizens to countries, members and
// spokespeople to organizations, organizations to larger ones, cities to countries.
var AffiliationKind = Kind{
	Name: "affiliation", SubjectRole: "subject",
	Roles: []Role{
		{Name: "subject", Players: []Type{Person, Organization, Place}, Required: true},
		{Name: "citizenOf", Predicate: "citizenOf", Players: []Type{Country}},
		{Name: "memberOf", Predicate: "memberOf", Players: []Type{Organization}},
		{Name: "represents", Predicate: "represents", Players: []Type{Country, Organization}},
		{Name: "partOf", Predicate: "partOf", Players: []Type{Organization, Country}},
		{Name: "basedIn", Predicate: "basedIn", Players: []Type{Place, Country}},
		{Name: "in", Predicate: "in", Players: []Type{Country, Place}},
	},
	Examples: []Example{
		{"Ministers met Karel Voss of France on Friday.", []string{"subject=Karel Voss", "represents=France"}},
		{"Ana Holt, professor of International Relations at Lahore University, disagreed.", []string{"subject=Ana Holt", "memberOf=Lahore University"}},
		{"Lena Orlova from the Chekhov Museum in Moscow said so.", []string{"subject=Lena Orlova", "memberOf=Chekhov Museum"}},
		{"Greenpeace's energy expert, Frida Thoma, was not convinced.", []string{"subject=Frida Thoma", "memberOf=Greenpeace"}},
		{"Jim Hill, who belongs to the Labour Party, agreed.", []string{"subject=Jim Hill", "memberOf=Labour Party"}},
	},
}
