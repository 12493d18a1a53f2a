package catalog

var tardigrade = Backend{
	Name:     "tardigrade",
	Title:    "Tardigrade",
	Doc:      "TODO",
	Synonyms: []string{"storj"},
	Fields:   storjFields,
}
