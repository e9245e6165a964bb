package ontology

// TopicKind: what an article is about.
var TopicKind = Kind{
	Name: "topic", Subject: Article,
	Roles: []Role{
		{Name: "about", Predicate: "about", Players: []Type{Person, Country, Organization, Place, Meeting, Agreement}, Many: true, Required: true},
	},
	Examples: []Example{
		{"France and Germany signed a treaty.", nil},
	},
}
