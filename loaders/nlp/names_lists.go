package nlp

import (
	"strings"

	"entente/graph/gazetteer"
	"entente/loaders/nlp/linear"
)

// mark is what is known of a word beside itself: bits.
type mark uint16

const (
	isCountry mark = 1 << iota
	isDemonym
	isCity
	isRegion
	isGiven  // a given name
	isBody   // a word that organizations are called by: "Ministry", "Party"
	isTitle  // a word for an office or a form of address
	isDay    // a weekday or a month
	isLaw    // a word for agreements: "Treaty"
	isEvent  // a word for events: "Summit"
	isPlacer // a word that places are called by: "River"
	isInner  // goes on in a name of several words: "bin", "of", "de"
	isOrg    // an organization by itself: "NATO"
	isFamily // the family name of somebody who held an office
)

// entry is what is known of a word by itself.
type entry struct {
	mark    mark
	cluster uint16 // class by its neighbours, 0 when not known
	class   uint16 // class by its sense, 0 when not known
}

// lexicon is what is known of words by themselves, by the hash of the word in
// lower case. Names of several words mark each of their words.
type lexicon map[uint32]entry

func newLexicon(clusters, senses *linear.Model) lexicon {
	l := make(lexicon, 1<<17)
	senses.Each(func(key uint32, class int16) { l[key] = entry{class: uint16(class)} })
	clusters.Each(func(key uint32, class int16) {
		e := l[key]
		e.cluster = uint16(class)
		l[key] = e
	})
	for _, line := range strings.Split(strings.TrimSpace(states), "\n") {
		names, demonyms, _ := strings.Cut(line, "|")
		demonyms, cities, _ := strings.Cut(demonyms, "|")
		l.add(isCountry, names)
		l.add(isDemonym, demonyms)
		l.add(isCity, cities)
	}
	l.add(isDemonym, peoples)
	l.add(isCity, cities)
	l.add(isRegion, regions)
	l.words(isGiven, givenNames)
	l.words(isBody, bodies)
	l.words(isTitle, titleHeads+addresses)
	l.words(isDay, "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan. feb. aug. sept. oct. nov. dec.")
	l.words(isLaw, lawHeads)
	l.words(isEvent, eventHeads)
	l.words(isPlacer, placers)
	l.words(isInner, particles)
	l.gazetteer()
	return l
}

// gazetteer marks the names of one word that the tables of the world know, and
// the family names of those who held office.
func (l lexicon) gazetteer() {
	for kind, m := range map[gazetteer.Kind]mark{gazetteer.Place: isCity, gazetteer.Organization: isOrg} {
		for _, e := range gazetteer.All(kind) {
			for _, name := range append([]string{e.Name}, e.Aliases...) {
				if !strings.Contains(name, " ") {
					l.mark(strings.ToLower(Plain(name)), m)
				}
			}
		}
	}
	for _, e := range gazetteer.All(gazetteer.Person) {
		if at := strings.LastIndexByte(e.Name, ' '); at > 0 {
			l.mark(strings.ToLower(Plain(e.Name[at+1:])), isFamily)
		}
	}
}

// add marks the words of names with commas between them.
func (l lexicon) add(m mark, names string) {
	for _, name := range strings.Split(names, ",") {
		for _, w := range strings.Fields(strings.ToLower(name)) {
			if w != "and" && w != "of" && w != "the" && w != "new" && w != "united" && w != "north" && w != "south" && w != "central" {
				l.mark(w, m)
				if m == isDemonym && !strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "sh") && !strings.HasSuffix(w, "ch") && !strings.HasSuffix(w, "ese") {
					l.mark(w+"s", m)
				}
			}
		}
	}
}

func (l lexicon) words(m mark, words string) {
	for _, w := range strings.Fields(words) {
		l.mark(w, m)
	}
}

func (l lexicon) mark(word string, m mark) {
	e := l[linear.Hash(word)]
	e.mark |= m
	l[linear.Hash(word)] = e
}

// states are countries with their short names, demonyms and larger cities.
const states = `
Afghanistan|Afghan|Kabul,Kandahar,Herat
Albania|Albanian|Tirana
Algeria|Algerian|Algiers
Andorra|Andorran|
Angola|Angolan|Luanda
Argentina|Argentine,Argentinian|Buenos Aires
Armenia|Armenian|Yerevan
Australia|Australian|Canberra,Sydney,Melbourne,Brisbane,Perth
Austria|Austrian|Vienna,Salzburg
Azerbaijan|Azerbaijani,Azeri|Baku
Bahamas|Bahamian|Nassau
Bahrain|Bahraini|Manama
Bangladesh|Bangladeshi|Dhaka
Barbados|Barbadian|Bridgetown
Belarus|Belarusian,Belarussian|Minsk
Belgium|Belgian|Brussels,Antwerp
Belize|Belizean|Belmopan
Benin|Beninese|Cotonou
Bhutan|Bhutanese|Thimphu
Bolivia|Bolivian|La Paz
Bosnia,Herzegovina,Bosnia-Herzegovina|Bosnian|Sarajevo
Botswana|Botswanan|Gaborone
Brazil|Brazilian|Brasilia,Rio,Sao Paulo
Brunei|Bruneian|
Bulgaria|Bulgarian|Sofia
Burkina Faso|Burkinabe|Ouagadougou
Burundi|Burundian|Bujumbura
Cambodia|Cambodian|Phnom Penh
Cameroon|Cameroonian|Yaounde
Canada|Canadian|Ottawa,Toronto,Montreal,Vancouver
Chad|Chadian|N'Djamena
Chile|Chilean|Santiago
China,PRC|Chinese|Beijing,Shanghai,Peking,Guangzhou,Shenzhen
Colombia|Colombian|Bogota,Cartagena
Congo,DRC|Congolese|Kinshasa,Brazzaville
Costa Rica|Costa Rican|
Croatia|Croatian,Croat|Zagreb
Cuba|Cuban|Havana
Cyprus|Cypriot|Nicosia
Czechia,Czechoslovakia|Czech,Czechoslovak|Prague
Denmark|Danish,Dane|Copenhagen
Djibouti|Djiboutian|
Dominica|Dominican|Santo Domingo
Ecuador|Ecuadorian,Ecuadorean|Quito
Egypt|Egyptian|Cairo,Alexandria
El Salvador|Salvadoran|
Eritrea|Eritrean|Asmara
Estonia|Estonian|Tallinn
Eswatini,Swaziland|Swazi|
Ethiopia|Ethiopian|Addis Ababa
Fiji|Fijian|Suva
Finland|Finnish,Finn|Helsinki
France|French,Frenchman|Paris,Lyon,Marseille,Strasbourg
Gabon|Gabonese|Libreville
Gambia|Gambian|Banjul
Georgia|Georgian|Tbilisi
Germany|German|Berlin,Munich,Bonn,Hamburg,Frankfurt,Potsdam
Ghana|Ghanaian|Accra
Greece|Greek|Athens
Greenland|Greenlandic|Nuuk
Grenada|Grenadian|
Guatemala|Guatemalan|
Guinea|Guinean|Conakry
Guyana|Guyanese|Georgetown
Haiti|Haitian|Port-au-Prince
Honduras|Honduran|Tegucigalpa
Hungary|Hungarian|Budapest
Iceland|Icelandic,Icelander|Reykjavik
India|Indian|Delhi,Mumbai,Bombay,Kolkata,Calcutta,Bangalore
Indonesia|Indonesian|Jakarta,Bali
Iran,Persia|Iranian,Persian|Tehran,Teheran,Isfahan
Iraq|Iraqi|Baghdad,Mosul,Basra,Fallujah,Falluja,Kirkuk,Najaf
Ireland|Irish|Dublin,Belfast
Israel|Israeli|Jerusalem,Haifa,Tel Aviv
Italy|Italian|Rome,Milan,Venice,Florence,Turin
Jamaica|Jamaican|Kingston
Japan|Japanese|Tokyo,Osaka,Hiroshima,Kyoto
Jordan|Jordanian|Amman
Kazakhstan|Kazakh,Kazakhstani|Astana,Almaty
Kenya|Kenyan|Nairobi,Mombasa
Kiribati||
Korea,DPRK,ROK|Korean|Seoul,Pyongyang,Panmunjom
Kosovo|Kosovar|Pristina
Kuwait|Kuwaiti|
Kyrgyzstan|Kyrgyz|Bishkek
Laos|Laotian|Vientiane
Latvia|Latvian|Riga
Lebanon|Lebanese|Beirut,Tripoli
Lesotho|Basotho|
Liberia|Liberian|Monrovia
Libya|Libyan|Benghazi
Liechtenstein||
Lithuania|Lithuanian|Vilnius
Luxembourg,Luxemburg|Luxembourgish|
Macedonia|Macedonian|Skopje
Madagascar|Malagasy|Antananarivo
Malawi|Malawian|Lilongwe
Malaysia|Malaysian|Kuala Lumpur
Maldives|Maldivian|
Mali|Malian|Bamako,Timbuktu
Malta|Maltese|Valletta
Mauritania|Mauritanian|Nouakchott
Mauritius|Mauritian|
Mexico|Mexican|Cancun,Tijuana
Micronesia|Micronesian|
Moldova|Moldovan|Chisinau
Monaco|Monegasque|
Mongolia|Mongolian|Ulaanbaatar
Montenegro|Montenegrin|Podgorica
Morocco|Moroccan|Rabat,Casablanca,Marrakesh
Mozambique|Mozambican|Maputo
Myanmar,Burma|Burmese|Yangon,Rangoon,Naypyidaw
Namibia|Namibian|Windhoek
Nauru||
Nepal|Nepalese,Nepali|Kathmandu
Netherlands,Holland|Dutch|Amsterdam,Hague,Rotterdam
Zealand||Wellington,Auckland
Nicaragua|Nicaraguan|Managua
Niger|Nigerien|Niamey
Nigeria|Nigerian|Abuja,Lagos
Norway|Norwegian|Oslo,Bergen
Oman|Omani|Muscat
Pakistan|Pakistani|Islamabad,Karachi,Lahore,Peshawar
Palau||
Palestine|Palestinian|Ramallah,Hebron,Gaza
Panama|Panamanian|
Papua||
Paraguay|Paraguayan|Asuncion
Peru|Peruvian|Lima
Philippines|Philippine,Filipino|Manila
Poland|Polish,Pole|Warsaw,Krakow,Gdansk
Portugal|Portuguese|Lisbon,Porto
Qatar|Qatari|Doha
Romania|Romanian|Bucharest
Russia,USSR|Russian,Soviet|Moscow,Petersburg,Leningrad,Sochi,Grozny,Vladivostok
Rwanda|Rwandan|Kigali
Samoa|Samoan|Apia
Saudi Arabia|Saudi,Saudi Arabian|Riyadh,Jeddah,Jedda,Mecca,Medina
Senegal|Senegalese|Dakar
Serbia,Yugoslavia|Serbian,Serb,Yugoslav|Belgrade
Seychelles||
Sierra Leone|Leonean|Freetown
Singapore|Singaporean|
Slovakia|Slovak,Slovakian|Bratislava
Slovenia|Slovenian,Slovene|Ljubljana
Somalia|Somali|Mogadishu
Africa||Johannesburg,Pretoria,Durban,Cape Town
Sudan|Sudanese|Khartoum,Juba
Spain|Spanish,Spaniard|Madrid,Barcelona
Sri Lanka|Sri Lankan,Sinhalese|Colombo
Suriname|Surinamese|
Sweden|Swedish,Swede|Stockholm,Malmo
Switzerland|Swiss|Geneva,Bern,Zurich,Basel,Davos
Syria|Syrian|Damascus,Aleppo,Homs,Idlib,Hama,Raqqa,Palmyra
Taiwan|Taiwanese|Taipei
Tajikistan|Tajik|Dushanbe
Tanzania|Tanzanian|Dodoma
Thailand|Thai|Bangkok
Timor-Leste|Timorese|Dili
Togo|Togolese|Lome
Tonga|Tongan|
Trinidad,Tobago|Trinidadian|
Tunisia|Tunisian|Tunis
Turkey,Turkiye,Türkiye|Turkish,Turk|Ankara,Istanbul
Turkmenistan|Turkmen|Ashgabat
Tuvalu||
Uganda|Ugandan|Kampala
Ukraine|Ukrainian|Kyiv,Kiev,Odessa,Donetsk,Luhansk,Kharkiv,Mariupol
UAE,Emirates|Emirati|Dubai,Abu Dhabi
Britain,England,Scotland,Wales,UK,U.K.|British,Briton,English,Englishman,Scottish,Welsh|London,Edinburgh,Glasgow,Manchester,Liverpool,Birmingham
America,US,U.S.,USA,U.S.A.|American|Washington,Chicago,Boston,Philadelphia,Houston,Dallas,Atlanta,Miami,Detroit,Seattle,Denver,Baltimore,Cleveland,Pittsburgh,San Francisco,Los Angeles,Las Vegas,New Orleans,Camp David
Uruguay|Uruguayan|Montevideo
Uzbekistan|Uzbek|Tashkent,Samarkand
Vanuatu||
Vatican||
Venezuela|Venezuelan|Caracas
Vietnam|Vietnamese|Hanoi,Saigon
Yemen|Yemeni|Sanaa,Sana'a,Aden,Hodeidah
Zambia|Zambian|Lusaka
Zimbabwe,Rhodesia|Zimbabwean|Harare`

const peoples = `European,African,Asian,Arab,Kurdish,Kurd,Muslim,Sunni,Shiite,Shia,Jewish,Jew,Christian,Catholic,Latin American,Western,Palestinian,Chechen,Tibetan,
Uighur,Uyghur,Rohingya,Hutu,Tutsi,Pashtun,Tamil,Hispanic,Latino,Scandinavian,Balkan,Baltic,Caribbean,Nordic,Islamic,Druze,Alawite,Houthi,Crimean,Catalan,
Basque,Slavic,Ottoman,Roman,Byzantine,Prussian,Californian,Texan,Buddhist,Hindu,Sikh,Protestant,Orthodox,Nazi,Democrat,Republican,Communist`

const cities = `New York,Yalta,Reykjavik,Dayton,Helsinki,Kyoto,Rambouillet,Versailles,Tashkent,Maastricht,Lausanne,Montreux,Locarno,Bandung,Schengen,Evian,
Annapolis,Oslo,Nuremberg,Lockerbie,Chernobyl,Srebrenica,Guantanamo,Abbottabad,Hong Kong,Macau`

const regions = `Europe,Asia,Africa,Middle East,Balkans,Caucasus,Caribbean,Crimea,Donbas,Kashmir,Punjab,Tibet,Xinjiang,Chechnya,Dagestan,Kurdistan,Darfur,
Sinai,Golan,Galilee,Sahel,Maghreb,Levant,Siberia,Transnistria,Abkhazia,Ossetia,Karabakh,Catalonia,Quebec,Bavaria,California,Texas,Florida,Virginia,
Ohio,Michigan,Illinois,Pennsylvania,Massachusetts,Maryland,Alaska,Hawaii,Arizona,Nevada,Oregon,Colorado,Utah,Iowa,Kansas,Nebraska,Minnesota,Wisconsin,
Missouri,Tennessee,Kentucky,Alabama,Mississippi,Louisiana,Arkansas,Oklahoma,Carolina,Connecticut,Vermont,Maine,Delaware,Montana,Idaho,Wyoming,Indiana,
Atlantic,Pacific,Mediterranean,Arctic,Antarctica,Ontario,Alberta,Manitoba,Queensland,Tasmania,Sumatra,Java,Borneo,Okinawa,Hokkaido,Latin America`

const givenNames = `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul
andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon
benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold
jeremy ethan carl keith roger gerald christian terry sean arthur austin noah lawrence jesse joe bryan billy bruce albert willie gabriel alan juan logan
wayne ralph roy eugene randy vincent russell louis philip bobby johnny bradley mary patricia jennifer linda elizabeth barbara susan jessica sarah karen
lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia
kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane
ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara
madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie
brittany charlotte marie kayla alexis lori tony bill bob jim tom mike dan dave steve ken ron tim jeff greg ben sam chris matt nick fred ted barack
hillary condoleezza colin madeleine antony rex mikhail vladimir sergei sergey boris leonid nikita dmitry dmitri igor ivan yuri alexei andrei viktor victor
nikolai oleg pavel anatoly volodymyr petro yulia angela gerhard helmut willy olaf konrad klaus hans jürgen joachim frank-walter wolfgang otto
francois françois jacques nicolas emmanuel valery dominique laurent bernard alain michel jean-claude jean-marc jean-yves pierre marine simone
silvio matteo giorgia giuseppe mario romano benito felipe pedro mariano luis carlos fernando enrique vicente hugo evo fidel raul nicolás jair dilma
luiz lula cristina nestor mauricio michelle sebastian alberto mohammed mohammad muhammad mohamed ahmed ahmad ali hassan hussein hosni anwar gamal abdel
abdul abdullah ibrahim mustafa mahmoud yasser yasir saddam bashar hafez khalid khaled omar osama ayman tariq nuri nouri hamid ashraf pervez benazir nawaz
imran asif zulfikar indira rajiv narendra manmohan jawaharlal atal sonia mahatma shinzo junichiro yoshihide fumio xi jinping hu jintao deng xiaoping mao
zedong zhou enlai wen jiabao yang jiechi wang yi li keqiang kim jong-un jong-il il-sung moon jae-in park geun-hye lee myung-bak yoon ban ki-moon kofi
boutros javier antonio pérez dag ursula josep federica charles jose jens anders tony gordon theresa boris winston margaret harold neville clement anthony
recep tayyip abdullah mevlut ahmet kemal turgut suleyman benjamin binyamin ariel ehud shimon yitzhak golda menachem moshe naftali yair avigdor tzipi haile
nelson thabo jacob robert paul kwame jomo julius meles abiy muammar moammar salva omar goodluck muhammadu olusegun ellen jakaya paul yoweri aung san suu
kyi ho chi minh ngo dinh lech aleksander vaclav václav viktor gyula josip slobodan radovan franjo alija kiro andrej robert milo hashim edi zoran alexis
andreas konstantinos george antonis mark lester pierre stephen justin jean brian malcolm john kevin julia scott bob jacinda helen`

const bodies = `ministry department agency council committee commission party union league organization organisation bank fund court parliament congress
senate assembly house bureau office institute university college school company corp corp. inc inc. ltd group association federation foundation army navy
force forces police command front movement brigade brigades nations authority administration cabinet board club team times post journal news press tribune
herald agency radio television church society center centre network alliance coalition bloc community states treaty pact secretariat service corps guard
militia hamas hezbollah taliban qaeda isis isil daesh nato asean opec unicef unesco unhcr who iaea imf wto fbi cia nsa kgb fsb pentagon kremlin bbc cnn
reuters interpol mossad plo eu un u.n. e.u. african-union osce brics mercosur ecowas oas gcc`

// titleHeads can stand for themselves in front of a name; the words of titleWords
// only beside one of them; addresses go before a name, whatever it is.
const titleHeads = ` president minister secretary ambassador chancellor premier king queen prince princess emperor sultan emir pope general colonel admiral major captain
lieutenant sergeant commander marshal senator representative congressman congresswoman governor mayor judge justice speaker chairman chairwoman
chairperson chair director envoy spokesman spokeswoman spokesperson leader chief official negotiator commissioner prosecutor professor bishop archbishop
cardinal ayatollah imam sheikh shaikh rabbi lord lady sir dame baron count duke duchess taoiseach shah mullah dictator strongman diplomat adviser advisor
counselor counsellor coordinator representative inspector administrator treasurer delegate attorney-general analyst historian author writer correspondent reporter
journalist editor columnist activist lawmaker politician candidate rebel warlord founder ceo coach actor actress singer attorney lawyer economist
scholar expert deputy officer detective sen. gov. rep. gen. col. maj. capt. lt. sgt. adm. cmdr. pres. amb. prof. rev. hon. president-elect
undersecretary vice-president co-chair ministers presidents secretaries ambassadors leaders senators generals `

const titleWords = ` prime foreign vice deputy assistant acting former then current special senior chief interim outgoing incoming newly elected defense defence finance interior
justice trade health education energy labor labour culture environment economy security national state general under attorney first late supreme crown
federal press staff top lead principal permanent honorary opposition military army navy air force naval chief commander brigadier major lieutenant
executive managing political veteran longtime ex- ex designate joint interior home fellow party ruling human rights government presidential affairs
nuclear peace world international regional spiritual parliamentary house senate majority minority white budget intelligence economic transitional rebel `

const addresses = ` mr mr. mrs mrs. ms ms. miss dr dr. sir madam madame messrs. monsieur herr señor sen. rep. st. hrh `

const lawHeads = `treaty treaties accord accords agreement agreements pact communique communiqué protocol convention charter declaration act resolution memorandum
armistice covenant constitution concordat entente ultimatum initiative roadmap doctrine statute directive amendment`

const eventHeads = `summit conference war wars olympics games congress forum festival uprising revolution intifada crisis election elections cup championship
talks dialogue battle massacre holocaust genocide spring session`

const placers = `river lake sea ocean gulf bay strait straits island islands mountain mountains mount valley desert peninsula coast street avenue road square
bridge airport province county city town village district region heights strip bank park hotel palace castle tower border`

const particles = `bin ibn abu al el ul von van der den de la du da dos di del bint ben le of the for and on to`
