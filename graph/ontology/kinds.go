package ontology

// Kinds is the table of all kinds of claims, in the order in which they are read.
var Kinds = []*Kind{
	&OfficeKind,
	&AffiliationKind,
	&MeetingKind,
	&AgreementKind,
	&EventKind,
	&StatementKind,
	&TopicKind,
}

// ByName returns the kind of that name.
func ByName(name string) (*Kind, bool) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, true
		}
	}
	return nil, false
}
