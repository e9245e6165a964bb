package ontology

// EventKind: every other act between political actors, coded with the types and
// modes of PLOVER (Political Language Ontology for Verifiable Event Records, 2023).
var EventKind = Kind{
	Name: "event", Subject: Event,
	Roles: []Role{
		{Name: "actor", Predicate: "actor", Players: []Type{Country, Organization, Person}, Many: true, Required: true},
		{Name: "recipient", Predicate: "recipient", Players: []Type{Country, Organization, Person}, Many: true},
		{Name: "place", Predicate: "place", Players: []Type{Place, Country}},
		{Name: "date", Predicate: "date", Value: Date},
		{Name: "amount", Predicate: "amount", Value: Number, Many: true},
		{Name: "type", Predicate: "type", Value: Term, Required: true, Terms: []string{
			"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
			"REQUEST", "ACCUSE", "REJECT", "THREATEN",
			"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}},
		{Name: "mode", Predicate: "mode", Value: Term, Terms: []string{
			"visit", "third-party", "multilateral", "phone",
			"withdraw", "release", "disarm", "ceasefire", "access", "resign",
			"assist", "change", "yield", "meet",
			"disapprove", "investigate", "allege",
			"restrict", "arrest", "relations", "expel", "territory", "violence",
			"demo", "riot", "strike", "hunger", "boycott", "obstruct",
			"convict", "discontinue",
			"troops", "weapons", "police", "militia",
			"seize", "censor", "curfew", "martial-law", "deport", "withhold", "misinformation", "cyber",
			"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
			"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"}},
	},
	Frames: []Frame{
		// AGREE: promises of what is to come.
		{Name: "promise-to", Trigger: "promise|pledge|vow|agree|commit|undertake|volunteer|offer VERB", Args: []string{"actor += nsubj", "? xcomp", "recipient = obj obl:to|with"}, Set: act("AGREE", "")},
		{Name: "accept", Trigger: "accept VERB", Args: []string{"actor += nsubj", "? obj:invitation|offer|proposal|plan|condition|term|demand", "recipient = obl:from|of"}, Set: act("AGREE", "")},
		{Name: "invite", Trigger: "invite VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("AGREE", "")},
		{Name: "reopen", Trigger: "reopen|restore|normalize|normalise|resume VERB", Args: []string{"actor += nsubj", "? obj:consulate|embassy|relation|tie|mission|border", "recipient = obl:with|to obj"}, Set: act("SUPPORT", "")},
		// CONSULT beside meetings: mediation.
		{Name: "mediate", Trigger: "mediate|shuttle VERB", Args: []string{"actor += nsubj", "recipient += obl:between obj"}, Set: act("CONSULT", "third-party")},
		// SUPPORT: words and signatures in favour.
		{Name: "praise", Trigger: "praise|welcome|commend|thank|congratulate|applaud|endorse|salute|laud|honor|honour VERB", Args: []string{"actor += nsubj", "recipient += obj", "recipient = obl:for|by"}, Set: act("SUPPORT", "")},
		{Name: "back", Trigger: "back|support|defend|recognize|recognise VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("SUPPORT", "")},
		{Name: "express-support", Trigger: "express|voice|declare|reaffirm|reiterate VERB", Args: []string{"actor += nsubj", "? obj:support|solidarity|appreciation|gratitude|commitment", "recipient = obl:for|to|with|of"}, Set: act("SUPPORT", "")},
		{Name: "apologize", Trigger: "apologize|apologise VERB", Args: []string{"actor += nsubj", "recipient = obl:to"}, Set: act("SUPPORT", "")},
		// CONCEDE.
		{Name: "concede", Trigger: "concede|yield|bow|relent VERB", Args: []string{"actor += nsubj", "recipient = obl:to"}, Set: act("CONCEDE", "")},
		{Name: "ease", Trigger: "lift|ease|relax|waive|end|remove VERB", Args: []string{"actor += nsubj", "? obj:sanction|sanctions|restriction|embargo|blockade|ban|curfew|tariff|siege", "recipient = obl:on|against|of"}, Set: act("RETREAT", "")},
		{Name: "pardon", Trigger: "pardon|acquit|exonerate VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("CONCEDE", "")},
		// COOPERATE and AID.
		{Name: "cooperate", Trigger: "cooperate|collaborate|ally|partner VERB", Args: []string{"actor += nsubj", "recipient += obl:with !"}, Set: act("COOPERATE", "")},
		{Name: "patrol-jointly", Trigger: "resume|conduct|hold|begin|carry+out VERB", Args: []string{"actor += nsubj", "? obj:exercise|patrol|drill|maneuver|manoeuvre", "recipient += obl:with nsubj"}, Set: act("COOPERATE", "")},
		{Name: "extradite", Trigger: "extradite VERB", Args: []string{"actor += nsubj", "recipient += obl:to"}, Set: act("COOPERATE", "")},
		{Name: "give-aid", Trigger: "give|provide|send|deliver|donate|supply|ship|fly|offer|grant|contribute VERB", Args: []string{"actor += nsubj", "? obj:aid|assistance|help|food|medicine|relief|supply|supplies|flour|weapon|arm|arms|fund|funding|money|loan|shelter|asylum|equipment|ammunition|ton|tonne|plane|dollar|million|crown|grain|blanket|support|billion", "recipient += obj obl:to|for", "amount = obj"}, Set: act("AID", "")},
		{Name: "give-someone", Trigger: "give|lend VERB", Args: []string{"actor += nsubj", "recipient += obj !", "amount = obj"}, Set: act("AID", "")},
		{Name: "aid", Trigger: "aid|assist|arm|fund|finance|equip|bankroll|resupply|rescue VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("AID", "")},
		// RETREAT.
		{Name: "withdraw-troops", Trigger: "withdraw|pull+out|pull+back|evacuate|remove|demobilize VERB", Args: []string{"actor += nsubj", "? obj:troop|troops|force|forces|soldier|army|tank|artillery|unit|gun|fighter|peacekeeper|weapon", "recipient = obl:from"}, Set: act("RETREAT", "withdraw")},
		{Name: "release", Trigger: "release|free|repatriate VERB", Args: []string{"actor += nsubj", "? obj:prisoner|hostage|detainee|sailor|envoy|captive|soldier|journalist|inmate|dissident|activist", "recipient = obl:to obj"}, Set: act("RETREAT", "release")},
		{Name: "free-someone", Trigger: "release|free VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("RETREAT", "release")},
		{Name: "disarm", Trigger: "disarm|dismantle|destroy|surrender|decommission VERB", Args: []string{"actor += nsubj", "? obj:weapon|arsenal|stockpile|missile|arm|arms|centrifuge", "recipient = obl:to"}, Set: act("RETREAT", "disarm")},
		{Name: "resign", Trigger: "resign|step+down|quit|abdicate VERB", Args: []string{"actor += nsubj", "- obj:pact|treaty|accord|agreement|deal"}, Set: act("RETREAT", "resign")},
		{Name: "surrender", Trigger: "surrender|capitulate|retreat VERB", Args: []string{"actor += nsubj", "recipient = obl:to"}, Set: act("RETREAT", "")},
		{Name: "admit-observers", Trigger: "admit|allow|let VERB", Args: []string{"actor += nsubj", "? obj:inspector|observer|monitor|convoy"}, Set: act("RETREAT", "access")},
		// REQUEST.
		{Name: "urge", Trigger: "urge|implore|beg|exhort|press|pressure|petition|beseech VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("REQUEST", "")},
		{Name: "call-on", Trigger: "call|appeal VERB", Args: []string{"actor += nsubj", "recipient += obl:on|upon|to !"}, Set: act("REQUEST", "")},
		{Name: "call-for", Trigger: "call|push|appeal|lobby|press VERB", Args: []string{"actor += nsubj", "? obl:for"}, Set: act("REQUEST", "")},
		{Name: "demand", Trigger: "demand|request|seek VERB", Args: []string{"actor += nsubj", "recipient = obl:from|of", "- nsubj:process"}, Set: act("REQUEST", "")},
		{Name: "ask-to", Trigger: "ask VERB", Args: []string{"actor += nsubj", "recipient += obj", "? xcomp obl:for"}, Set: act("REQUEST", "")},
		// ACCUSE.
		{Name: "accuse", Trigger: "accuse VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("ACCUSE", "allege")},
		{Name: "blame", Trigger: "blame|implicate VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("ACCUSE", "allege")},
		{Name: "charge", Trigger: "charge|indict|sue VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("ACCUSE", "allege")},
		{Name: "condemn", Trigger: "condemn|denounce|criticize|criticise|deplore|decry|rebuke|censure|chide|slam|blast|lambaste|lambast|scold|castigate|disapprove VERB", Args: []string{"actor += nsubj", "recipient += obj", "recipient = obl:by|for|of"}, Set: act("ACCUSE", "disapprove")},
		{Name: "complain", Trigger: "complain|protest VERB", Args: []string{"actor += nsubj", "recipient = obl:about|of|to", "? xcomp obl:about|of|to"}, Set: act("ACCUSE", "disapprove")},
		{Name: "investigate", Trigger: "investigate|probe VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("ACCUSE", "investigate")},
		// REJECT.
		{Name: "reject", Trigger: "reject|veto|rebuff|spurn|dismiss|oppose|block|defy VERB", Args: []string{"actor += nsubj", "recipient = obl:of|by|from obj", "? obj"}, Set: act("REJECT", "")},
		{Name: "refuse", Trigger: "refuse|decline VERB", Args: []string{"actor += nsubj", "recipient = obl:from"}, Set: act("REJECT", "")},
		{Name: "object", Trigger: "object|balk|demur VERB", Args: []string{"actor += nsubj", "recipient = obl:to"}, Set: act("REJECT", "")},
		{Name: "rule-out", Trigger: "rule+out|turn+down VERB", Args: []string{"actor += nsubj"}, Set: act("REJECT", "")},
		{Name: "withdraw-offer", Trigger: "withdraw|rescind|revoke VERB", Args: []string{"actor += nsubj", "? obj:invitation|offer|proposal|recognition", "recipient = obl:to|from"}, Set: act("REJECT", "")},
		// THREATEN.
		{Name: "threaten", Trigger: "threaten VERB", Args: []string{"actor += nsubj", "recipient = obj obl:against"}, Set: act("THREATEN", "")},
		{Name: "warn-of", Trigger: "warn VERB", Args: []string{"actor += nsubj", "recipient = obj obl:against"}, Set: act("THREATEN", "")},
		// PROTEST.
		{Name: "demonstrate", Trigger: "demonstrate|march|rally|picket|protest VERB", Args: []string{"actor += nsubj", "recipient = obl:against"}, Set: act("PROTEST", "demo")},
		{Name: "hold-protest", Trigger: "hold|stage|organize|organise|mount VERB", Args: []string{"actor += nsubj", "? obj:protest|demonstration|march|rally|sit-in|vigil", "recipient = obl:against"}, Set: act("PROTEST", "demo")},
		{Name: "riot", Trigger: "riot VERB", Args: []string{"actor += nsubj"}, Set: act("PROTEST", "riot")},
		{Name: "boycott", Trigger: "boycott VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("PROTEST", "boycott")},
		{Name: "blockade", Trigger: "block|blockade|barricade VERB", Args: []string{"actor += nsubj", "? obj:road|harbour|harbor|port|bridge|highway|border|street|railway|entrance"}, Set: act("PROTEST", "obstruct")},
		// SANCTION.
		{Name: "sanction", Trigger: "sanction|blacklist|embargo VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("SANCTION", "")},
		{Name: "impose", Trigger: "impose|slap|tighten VERB", Args: []string{"actor += nsubj", "? obj:sanction|sanctions|embargo|restriction|ban|tariff|measure|blockade", "recipient += obl:on|against|upon"}, Set: act("SANCTION", "")},
		{Name: "designate", Trigger: "designate VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("SANCTION", "")},
		{Name: "expel", Trigger: "expel|deport VERB", Args: []string{"actor += nsubj", "? obj:diplomat|ambassador|envoy|attache|attaché|official", "recipient += obj obl:from"}, Set: act("SANCTION", "expel")},
		{Name: "recall", Trigger: "recall VERB", Args: []string{"actor += nsubj", "? obj", "recipient = obl:from obj"}, Set: act("SANCTION", "withdraw")},
		{Name: "cut", Trigger: "suspend|freeze|halt|cut+off|sever|break+off|cut|cancel|stop VERB", Args: []string{"actor += nsubj", "? obj:aid|loan|relation|relations|tie|ties|trade|contact|asset|assets|cooperation|assistance|shipment|export|import|funding", "recipient += obl:to|with|of|from obj"}, Set: act("SANCTION", "discontinue")},
		{Name: "convict", Trigger: "convict|sentence VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("SANCTION", "convict")},
		// MOBILIZE.
		{Name: "deploy", Trigger: "deploy|mobilize|mobilise|mass|station|dispatch|send|move|place VERB", Args: []string{"actor += nsubj", "? obj:troop|troops|soldier|force|forces|warship|ship|tank|battalion|army|fleet|division|brigade|destroyer|peacekeeper|police|marine", "recipient = obl:against", "amount = obj"}, Set: act("MOBILIZE", "troops")},
		{Name: "deploy-weapons", Trigger: "deploy|place|station|install|test|launch VERB", Args: []string{"actor += nsubj", "? obj:missile|weapon|rocket|satellite|artillery|bomber|jet", "- obl:at|into", "recipient = obl:against", "amount = obj"}, Set: act("MOBILIZE", "weapons")},
		{Name: "on-alert", Trigger: "put|place VERB", Args: []string{"actor += nsubj", "? obj:military|troop|army|force", "? obl:on"}, Set: act("MOBILIZE", "troops")},
		// COERCE.
		{Name: "arrest", Trigger: "arrest|detain|jail|imprison|apprehend VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("COERCE", "arrest")},
		{Name: "seize", Trigger: "seize|confiscate|annex|capture|occupy|impound|commandeer VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("COERCE", "seize")},
		{Name: "ban", Trigger: "ban|restrict|outlaw|prohibit VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("COERCE", "restrict")},
		{Name: "censor", Trigger: "censor|silence|muzzle VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("COERCE", "censor")},
		{Name: "hack", Trigger: "hack VERB", Args: []string{"actor += nsubj", "recipient += obj obl:into"}, Set: act("COERCE", "cyber")},
		// ASSAULT.
		{Name: "attack", Trigger: "attack|assault|ambush|raid|invade|storm|besiege|strike|hit VERB", Args: []string{"actor += nsubj", "recipient += obj !"}, Set: act("ASSAULT", "")},
		{Name: "bomb", Trigger: "bomb|bombard VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("ASSAULT", "aerial")},
		{Name: "shell", Trigger: "shell|rocket VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("ASSAULT", "heavy-weapons")},
		{Name: "fire-on", Trigger: "fire|shoot|open+fire VERB", Args: []string{"actor += nsubj", "recipient += obl:on|at|upon|into"}, Set: act("ASSAULT", "firearms")},
		{Name: "kill", Trigger: "kill|assassinate|massacre|murder|execute|behead|slaughter VERB", Args: []string{"actor += nsubj", "recipient += obj", "amount = obj"}, Set: act("ASSAULT", "")},
		{Name: "sink", Trigger: "sink|demolish|raze|torch|shoot+down|down VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("ASSAULT", "destroy")},
		{Name: "abduct", Trigger: "abduct|kidnap VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("ASSAULT", "abduct")},
		{Name: "torture", Trigger: "torture VERB", Args: []string{"actor += nsubj", "recipient += obj"}, Set: act("ASSAULT", "torture")},
		{Name: "attack-by", Trigger: "attack|assault|raid|airstrike|strike|bombing|shelling|ambush NOUN", Args: []string{"actor += obl:by poss !", "recipient = obl:on|against|of"}, Set: act("ASSAULT", "")},
		{Name: "invasion-of", Trigger: "invasion NOUN", Args: []string{"actor += obl:by poss !", "recipient = obl:of"}, Set: act("ASSAULT", "")},
	},
	Examples: []Example{
		{"France accused Germany of spying.", []string{"type=ACCUSE", "actor=France", "recipient=Germany"}},
		{"France imposed sanctions on Germany on Friday.", []string{"type=SANCTION", "actor=France", "recipient=Germany"}},
		{"Germany was accused by France of spying.", []string{"type=ACCUSE", "actor=France", "recipient=Germany"}},
		{"Israel reportedly attacked Syria.", []string{"type=ASSAULT", "actor=Israel", "recipient=Syria", "modality=alleged"}},
		{"France urged Germany to sign the treaty.", []string{"type=REQUEST", "actor=France", "recipient=Germany"}},
		{"France refused to sign the treaty.", []string{"type=REJECT", "actor=France"}},
		{"The weather attacked nobody.", nil},
	},
}

// act is the fixed part of an event's frame.
func act(kind, mode string) map[string]string {
	if mode == "" {
		return map[string]string{"type": kind}
	}
	return map[string]string{"type": kind, "mode": mode}
}
