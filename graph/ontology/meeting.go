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
	Frames: []Frame{
		{Name: "meet", Trigger: "meet|confer|huddle|lunch|dine|negotiate|consult VERB", Args: []string{"participant += nsubj obj obl:with|alongside|and"}, Set: map[string]string{"type": "meeting"}},
		{Name: "speak-with", Trigger: "speak|talk|converse|chat VERB", Args: []string{"participant += nsubj", "participant += obl:with|to !"}, Set: map[string]string{"type": "call"}},
		{Name: "speak-together", Trigger: "speak|talk VERB", Args: []string{"participant += nsubj", "- obl:with|to"}, Set: map[string]string{"type": "talks"}},
		{Name: "telephone", Trigger: "telephone|phone|call VERB", Args: []string{"participant += nsubj", "participant += obj !", "- xcomp"}, Set: map[string]string{"type": "call"}},
		{Name: "receive", Trigger: "receive VERB", Args: []string{"host = nsubj", "participant += nsubj", "participant += obj !"}, Set: map[string]string{"type": "meeting"}},
		{Name: "host", Trigger: "host VERB", Args: []string{"host = nsubj", "participant += nsubj", "participant += obj !"}, Set: map[string]string{"type": "meeting"}},
		{Name: "discuss-with", Trigger: "discuss|explore VERB", Args: []string{"participant += nsubj", "participant += obl:with !", "topic += obj"}, Set: map[string]string{"type": "meeting"}},
		{Name: "visit", Trigger: "visit VERB", Args: []string{"participant += nsubj", "place = obj"}, Set: map[string]string{"type": "visit"}},
		{Name: "travel", Trigger: "travel|fly|journey|go|come|arrive VERB", Args: []string{"participant += nsubj", "place = obl:to|in !", "- obj"}, Set: map[string]string{"type": "visit"}},
		{Name: "gather", Trigger: "gather|convene|assemble VERB", Args: []string{"participant += nsubj", "- obj"}, Set: map[string]string{"type": "meeting"}},
		{Name: "bring-together", Trigger: "bring+together|unite VERB", Args: []string{"participant += obj !"}, Set: map[string]string{"type": "conference"}},
		{Name: "hear", Trigger: "hear VERB", Args: []string{"participant += nsubj", "participant += obj !", "? nsubj:tribunal|court|commission|committee|council|parliament"}, Set: map[string]string{"type": "session"}},
		{Name: "meeting", Trigger: "talk|talks|negotiation|negotiations|consultation|dialogue|discussion|summit|meeting|gathering|encounter|audience|luncheon|reunion|conference|forum|session|briefing|visit|trip|call|conversation|hearing|assembly|availability NOUN",
			Args: []string{"participant += obl:between|among|with|of|by support.obl:between|among poss"}, Set: map[string]string{"type": "meeting"}},
	},
	Examples: []Example{
		{"Prime Minister Anna Holt met Foreign Minister Karel Voss in Geneva on Monday.", []string{"participant=Anna Holt", "participant=Karel Voss", "place=Geneva", "status=held", "type=meeting"}},
		{"Anna Holt is to meet Karel Voss in Geneva.", []string{"participant=Anna Holt", "participant=Karel Voss", "status=planned"}},
		{"Anna Holt held talks with Karel Voss.", []string{"participant=Anna Holt", "participant=Karel Voss", "type=talks", "status=held"}},
		{"Karel Voss was received by President Ivo Lund in Oslo.", []string{"participant=Karel Voss", "host=Ivo Lund", "place=Oslo"}},
		{"France denied that Anna Holt had met Karel Voss.", []string{"participant=Anna Holt", "participant=Karel Voss", "modality=denied", "status=held"}},
		{"Anna Holt agreed to meet Karel Voss in Paris.", []string{"participant=Anna Holt", "participant=Karel Voss", "status=planned", "place=Paris"}},
		{"Talks between France and Germany began in Vienna on Friday.", []string{"participant=France", "participant=Germany", "place=Vienna", "type=talks"}},
		{"Anna Holt proposed a peace conference in Cairo.", []string{"type=conference", "status=proposed", "place=Cairo"}},
		{"A summit between France and Germany was cancelled.", []string{"participant=France", "participant=Germany", "status=cancelled"}},
		{"Anna Holt met the deadline.", nil},
	},
}
