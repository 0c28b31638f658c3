/**
 * The commonest passwords of twelve characters or more, and the words that they are made of, in French and English, as
 * guessing tools try them. Shorter ones are refused by their length.
 */
const words = `
motdepasse motsdepasse monmotdepasse lemotdepasse motdepassemotdepasse changezmoi changemoi bienvenue bonjourbonjour
bonjour jetaime jetaimejetaime jetaimemonamour monamour doudoudoudou marseille olympiquedemarseille parissaintgermain
nicolas chocolat coucou coucoucoucou loulouloulou administrateur administration utilisateur connexion ouvretoi
sesameouvretoi soleil soleilsoleil vacances logement logementsocial bailleur bailleursocial attribution attributions
commission caleol parcours parcoursparcours demoparcours demo-parcours demandeur habitat habitation officepublic metz nancy moselle
lorraine azerty azertyuiop azertyazerty azertyuiopqsdfghjklm qwerty qwertyuiop qwertyqwerty qwertyuiopasdfghjkl
motdepasseadmin adminadmin adminadminadmin administrator rootroot superadmin superutilisateur
password passwordpassword password1password1 passw0rd p@ssw0rd p@ssword pa55word mypassword thisismypassword letmein
letmeinletmein iloveyou iloveyouforever iloveyoubaby iloveyousomuch trustno1trustno1 welcome welcomewelcome
changeme changemenow changemeplease defaultpassword temporarypassword temppassword secretsecret topsecret
sunshine princess football footballfootball baseball superman batman pokemon starwars dragon monkey master michael
charlie liverpool manchesterunited barcelona realmadrid computer internet whatever nothing unknown
correcthorsebatterystaple correct-horse-battery-staple 1q2w3e4r5t6y 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv
q1w2e3r4t5y6 qazwsxedcrfv zaq12wsxcde3 a1z2e3r4t5y6 azerty123456 azerty1234567 123456azerty qwerty123456 123456qwerty
abc123abc123 abcd1234abcd1234 abcd12345678 a1b2c3d4e5f6 aa123456789 a123456789012 1234567890123456 123456789abc
123456123456 123123123123 112233445566 147258369147 147258369 159753159753 987654321987 111222333444 121212121212
012345678910 123456789101112 0987654321 098765432109 123456789987654321 1234567890qwe 1234567890azerty
google facebook linkedin youtube microsoft windows samsung android france francefrance republiquefrancaise
`;

export const commonPasswords: ReadonlySet<string> = new Set(words.split(/\s+/).filter((word) => word !== ''));
