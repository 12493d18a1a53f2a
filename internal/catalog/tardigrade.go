package catalog

var tardigrade = Backend{
	Name:  "tardigrade",
	Title: "Tardigrade",
	Doc: "The former name of Storj, with the same fields. It is there for backends that were connected " +
		"under it; new ones belong in `hoody_backend_storj`.",
	Withdrawn: storjWithdrawn,
	Synonyms:  []string{"storj"},
	Fields:    storjFields,
	Rules:     storjRules,
	Ways:      storjWays,
	Verified:  storjVerified,
}
