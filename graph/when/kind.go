package when

// Kind is the type of a time expression, as TIMEX3 has it.
type Kind string

// The kinds.
const (
	DateKind     Kind = "DATE"
	TimeKind     Kind = "TIME" // a part of a day or a time on the clock
	DurationKind Kind = "DURATION"
	SetKind      Kind = "SET" // what comes again: "every Tuesday"
)
