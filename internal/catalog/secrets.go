package catalog

// Secrets returns the values of a configuration that are secret, and those that carry
// a secret.
func (b *Backend) Secrets(values Values) (secrets, carriers []string) {
	for i := range b.Fields {
		f := &b.Fields[i]
		s, _ := values[f.Name].(string)
		switch {
		case s == "":
		case f.Secret:
			secrets = append(secrets, s)
		case f.Carries:
			carriers = append(carriers, s)
		}
	}
	return secrets, carriers
}
