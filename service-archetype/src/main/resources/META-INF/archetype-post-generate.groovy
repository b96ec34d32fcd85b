// A template that came out empty is a file for another kind of service.
def project = new File(request.outputDirectory, request.artifactId)
project.eachFileRecurse(groovy.io.FileType.FILES) { file -> if (file.length() < 200 && !file.text.trim()) file.delete() }
// Bottom up: a folder's parent may be empty only then.
def folders = []
project.eachFileRecurse(groovy.io.FileType.DIRECTORIES) { folders << it }
folders.reverse().each { if (!it.list()) it.delete() }
new File(project, 'mvnw').setExecutable(true, false)
