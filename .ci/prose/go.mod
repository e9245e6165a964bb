module prose

go 1.26.0

require (
	entente v0.0.0
	github.com/jdkato/prose/v3 v3.2.3
)

require (
	github.com/klauspost/compress v1.20.3 // indirect
	golang.org/x/text v0.43.0 // indirect
	gopkg.in/neurosnap/sentences.v1 v1.0.6 // indirect
)

replace entente => ../..
