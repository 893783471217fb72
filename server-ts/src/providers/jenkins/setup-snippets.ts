// What is pasted into Jenkins so that it tells of its builds: the readme shows the same, with placeholders.

/** Each as it stands in YAML. */
export interface Scalars {
  readonly url: string;
  readonly secret: string;
}

/** The Notification plugin takes the address with the secret in it from a credential. https://plugins.jenkins.io/notification/ */
export function addressCredential(address: string): string {
  return `credentials:
  system:
    domainCredentials:
      - credentials:
          - string:
              scope: GLOBAL
              id: ci-command-center-url
              secret: ${address}
`;
}

export const notificationProperty = `properties([[
  $class: 'HudsonNotificationProperty',
  endpoints: [[
    protocol: 'HTTP', format: 'JSON', event: 'all', loglines: 0,
    urlInfo: [urlType: 'SECRET', urlOrId: 'ci-command-center-url'],
  ]],
]])
`;

/** For our step: where to send, and the secret alone. */
export function stepConfiguration({ url, secret }: Scalars): string {
  return `credentials:
  system:
    domainCredentials:
      - credentials:
          - string: { scope: GLOBAL, id: ci-command-center, secret: ${secret} }
jenkins:
  globalNodeProperties:
    - envVars:
        env:
          - { key: CI_COMMAND_CENTER_URL, value: ${url} }
`;
}

/** `remote`: the Git repository that holds {@link libraryStep}. */
export function libraryConfiguration(remote: string): string {
  return `unclassified:
  globalLibraries:
    libraries:
      - name: ci-command-center
        defaultVersion: main
        retriever:
          modernSCM:
            scm:
              git: { remote: ${remote} }
`;
}

export const libraryStep = `// vars/ciCommandCenter.groovy
import groovy.json.JsonOutput
import groovy.transform.Field
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

@Field List stages = []

/** Runs a stage's steps and tells how they went. */
def watch(String name, Closure steps) {
  long started = System.currentTimeMillis()
  Map stage = [name: name, status: 'RUNNING', started: started]
  stages << stage
  tell()
  try {
    steps()
    stage.status = 'SUCCESS'
  } catch (FlowInterruptedException stopped) {
    stage.status = 'ABORTED'
    throw stopped
  } catch (Exception error) {
    stage.status = 'FAILURE'
    // Other messages may hold what the log would mask.
    if (error.message ==~ /script returned exit code \\d+/) stage.reason = error.message
    throw error
  } finally {
    stage.duration = System.currentTimeMillis() - started
  }
}

/** The last word, in \`post { always { … } }\`. \`junit\` answers the counts of the tests. */
def finish(Map more = [:]) {
  tell([status: currentBuild.currentResult] + more)
}

def tell(Map more = [:]) {
  Map report = [
    ci_command_center: 1,
    id: "\${env.BUILD_TAG}-\${System.currentTimeMillis()}".toString(),
    job: env.JOB_NAME,
    number: env.BUILD_NUMBER,
    url: env.BUILD_URL,
    status: 'RUNNING',
    branch: env.BRANCH_NAME ?: env.GIT_BRANCH,
    tag: env.TAG_NAME,
    change: env.CHANGE_ID ? [id: env.CHANGE_ID, title: env.CHANGE_TITLE, url: env.CHANGE_URL] : null,
    commit: env.GIT_COMMIT ? [sha: env.GIT_COMMIT, author: env.CHANGE_AUTHOR_DISPLAY_NAME] : null,
    started: currentBuild.startTimeInMillis,
    duration: currentBuild.duration,
    stages: stages,
  ] + more
  try {
    withCredentials([string(credentialsId: 'ci-command-center', variable: 'CI_SECRET')]) {
      String basic = "jenkins:\${env.CI_SECRET}".bytes.encodeBase64().toString()
      retry(3) {
        httpRequest(
          url: env.CI_COMMAND_CENTER_URL, httpMode: 'POST', contentType: 'APPLICATION_JSON_UTF8', timeout: 10, quiet: true,
          customHeaders: [[name: 'Authorization', value: "Basic \${basic}", maskValue: true]],
          requestBody: JsonOutput.toJson(report),
        )
      }
    }
  } catch (FlowInterruptedException stopped) {
    throw stopped
  } catch (Exception error) {
    echo 'CI Command Center was not told of this build.'
  }
}
`;

export const libraryJenkinsfile = `@Library('ci-command-center') _
def tests = [:]
pipeline {
  agent any
  stages {
    stage('build') { steps { script { ciCommandCenter.watch('build') { sh 'make' } } } }
    stage('test') { steps { script { ciCommandCenter.watch('test') { sh 'make test' } } } }
  }
  post {
    always {
      script {
        def counts = junit(testResults: 'reports/*.xml', allowEmptyResults: true)
        tests = [total: counts.totalCount, failed: counts.failCount, skipped: counts.skipCount]
        ciCommandCenter.finish(tests: tests)
      }
    }
  }
}
`;

export const jenkinsfileAlone = `post {
  always {
    writeJSON file: 'ci-report.json', json: [
      ci_command_center: 1, job: env.JOB_NAME, number: env.BUILD_NUMBER, url: env.BUILD_URL, status: currentBuild.currentResult,
      branch: env.BRANCH_NAME ?: env.GIT_BRANCH, commit: [sha: env.GIT_COMMIT],
      started: currentBuild.startTimeInMillis, duration: currentBuild.duration,
    ]
    withCredentials([string(credentialsId: 'ci-command-center', variable: 'CI_SECRET')]) {
      sh '''printf 'user = "jenkins:%s"' "$CI_SECRET" | curl --config - --silent --show-error --retry 5 --max-time 30 \\
        --header 'Content-Type: application/json' --data-binary @ci-report.json "$CI_COMMAND_CENTER_URL" || true'''
    }
  }
}
`;
