package ontology

// AgreementKind: parties agree, agreed or are to agree on something that stands
// as a thing: a treaty, a communique, a ceasefire.
var AgreementKind = Kind{
	Name: "agreement", Subject: Agreement,
	Roles: []Role{
		{Name: "party", Predicate: "party", Players: []Type{Country, Organization, Person}, Many: true},
		{Name: "date", Predicate: "date", Value: Date},
		{Name: "place", Predicate: "place", Players: []Type{Place, Country}},
		{Name: "meeting", Predicate: "signedAt", Players: []Type{Meeting}},
		{Name: "topic", Predicate: "topic", Players: []Type{Country, Organization, Person, Place, Agreement}, Many: true},
		{Name: "provision", Predicate: "provision", Value: Text, Many: true},
		{Name: "follows", Predicate: "follows", Players: []Type{Agreement}},
		{Name: "replaces", Predicate: "replaces", Players: []Type{Agreement}},
		{Name: "name", Predicate: "name", Value: Text},
		{Name: "type", Predicate: "type", Value: Term, Required: true, Terms: []string{
			"treaty", "accord", "communique", "deal", "ceasefire", "resolution", "joint-statement", "memorandum", "agreement"}},
		{Name: "status", Predicate: "status", Value: Term, Terms: []string{
			"proposed", "announced", "signed", "ratified", "in-force", "suspended", "broken", "extended", "withdrawn-from", "rejected"}},
	},
	Frames: []Frame{
		{Name: "agree-to", Trigger: "agree VERB", Args: []string{"party += nsubj obl:with", "provision = xcomp obl:on|to|upon"}, Set: map[string]string{"type": "agreement"}},
	},
	Examples: []Example{
		{"France and Germany agreed to reopen the border.", []string{"party=France", "party=Germany", "type=agreement", "status=announced"}},
		{"France and Germany signed a treaty on fishing in Vienna on Friday.", []string{"party=France", "party=Germany", "type=treaty", "status=signed", "place=Vienna"}},
		{"The treaty was signed by France and Germany.", []string{"party=France", "party=Germany", "type=treaty", "status=signed"}},
		{"France withdrew from the fishing treaty.", []string{"party=France", "type=treaty", "status=withdrawn-from"}},
		{"France and Germany agreed on a plan for the border.", []string{"party=France", "party=Germany", "type=agreement", "status=announced"}},
		{"The text rests on the document that was agreed in Vienna on June 3.", []string{"place=Vienna", "date=2015-06-03"}},
		{"France agreed with the plan of its neighbours.", nil},
		{"Under the accord, France is to open the port and Norway will pay for it.", []string{"party=France", "party=Norway", "provision=France is to open the port and Norway will pay for it"}},
		{"The final communique calls for a transitional council in Norway.", []string{"type=communique", "provision=a transitional council in Norway"}},
		{"Anna Holt said that France would stay in the NPT.", []string{"name=NPT", "type=treaty"}},
		{"The treaty of 1954 under which France is bound to defend Norway was not affected.", []string{"party=France", "party=Norway", "type=treaty", "date=1954"}},
		{"Anna Holt said she disagreed.", nil},
		{"Anna Holt spoke at the Republican National Convention.", nil},
		{"Norway broke its promises under the Chicago Convention.", []string{"name=Chicago Convention", "type=treaty", "modality=stated"}},
		{"France hopes for progress under the Vienna Treaty of 1998.", []string{"name=Vienna Treaty", "date=1998", "modality=stated"}},
		{"Its basis would be the Oslo Accord, which France and Germany signed last June.", []string{"name=Oslo Accord", "party=France", "party=Germany", "status=signed", "date=2014-06"}},
		{"France urged Finland to carry out the August 19 agreement.", []string{"date=2014-08-19", "modality=stated"}},
		{"Finland rejected the Oslo Accord.", []string{"name=Oslo Accord", "status=rejected", "modality=stated"}},
		{"France and Germany signed a framework for peace in Vienna.", []string{"party=France", "party=Germany", "status=signed", "place=Vienna"}},
		{"There is no announcement of an agreement between France and Germany.", []string{"modality=negated"}},
		{"The two began talks on a framework for a treaty between France and Germany.", []string{"type=treaty", "status=proposed"}},
		{"In a memorandum with France, Germany promised to open its ports.", []string{"party=France", "party=Germany", "type=memorandum"}},
		{"The joint statement by the governments of France and Germany was released on Monday.", []string{"party=France", "party=Germany", "type=joint-statement", "date=2015-06-08"}},
		{"Have France and Germany agreed to open the border?", []string{"party=France", "party=Germany", "modality=conditional"}},
		{"France and Germany held talks. A ferry agreement that they were to sign on Wednesday was left on the table.", []string{"party=France", "party=Germany", "date=2015-06-17", "status=proposed"}},
		{"France has also suspended the Oslo Memorandum on harbor dues, which it signed with Germany in 2014.", []string{"party=France", "party=Germany", "date=2014", "status=suspended"}},
		{"France and Germany are at war. An earlier truce, signed in May in Oslo, was broken within two days.", []string{"date=2015-05", "status=broken"}},
		{"They made peace under the Oslo Accord, which was signed in 1976 and is still in force.", []string{"name=Oslo Accord", "date=1976", "status=in-force"}},
		{"France and Germany signed a treaty in 2012, and Germany's parliament ratified it last year.", []string{"party=Germany", "date=2014", "status=ratified"}},
		{"President Anna Holt met President Karel Voss in Oslo. In a joint statement issued on Tuesday, the two leaders called for peace.", []string{"party=Anna Holt", "party=Karel Voss", "type=joint-statement", "status=announced"}},
	},
}
