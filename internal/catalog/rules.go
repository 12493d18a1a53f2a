package catalog

// Reasons that several backends share.
const (
	keyPair          = "An id and its secret come together; without both, access is anonymous or by the environment."
	servicePrincipal = "A service principal signs in with a tenant, a client id, and a secret or a certificate."
	userPassword     = "A user signs in with a name and a password."
)
