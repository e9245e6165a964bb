package article

// Client fetches.
type Client struct{}
